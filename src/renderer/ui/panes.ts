/** F6: from pane to pane. A pane is an element with `data-pane`. */

const TABBABLE = 'button:not([disabled]), input:not([disabled]), [href], [tabindex="0"]';

/** Moves the focus to the next or previous pane that is shown, to where it was in it before if that is still there. */
export function goToPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  const from = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = from < 0 && step < 0 ? 0 : from;
  for (let away = 1; away <= panes.length; away++) {
    const pane = panes[(start + step * away + panes.length * 2) % panes.length];
    if (pane && focusPane(pane)) return;
  }
}

/** Whether something in the pane took the focus. */
function focusPane(pane: HTMLElement): boolean {
  const last = lastFocused.get(pane);
  const entry = last?.isConnected ? last : firstIn(pane);
  entry?.focus();
  return pane.contains(document.activeElement);
}

function firstIn(pane: HTMLElement): HTMLElement | undefined {
  const preferred = pane.querySelector<HTMLElement>('[role=document][tabindex="0"], [role=option][tabindex="0"]');
  const list = pane.querySelector<HTMLElement>('[role=listbox], [role=grid], [role=treegrid]');
  return preferred ?? list ?? [...pane.querySelectorAll<HTMLElement>(TABBABLE)].find((e) => e.offsetParent !== null);
}

const lastFocused = new WeakMap<HTMLElement, HTMLElement>();

/** Remembers where the focus was in each pane. The function that it returns stops that. */
export function rememberFocus(): () => void {
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const pane = target.closest<HTMLElement>('[data-pane]');
    if (pane) lastFocused.set(pane, target);
  };
  document.addEventListener('focusin', remember);
  return () => document.removeEventListener('focusin', remember);
}

/** Gives the focus to the text, or the first pane there is, where nothing has it. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const pane =
      document.querySelector<HTMLElement>('[data-pane=text]') ?? document.querySelector<HTMLElement>('[data-pane]');
    if (pane) focusPane(pane);
  });
}
