/** Puts the focus on the chosen label of the list: where to go on when what had it is gone. */
export function focusLabels(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('.label-set-list [role=option][aria-selected=true]')?.focus();
  });
}
