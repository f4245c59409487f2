import type { InputEvent, Session, WebContents } from 'electron';
import { followLink } from './external-links.ts';

type Confined = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'on'
>;

/** A window needs no permission of the system: no camera, no notifications, no place, no devices. It downloads nothing. */
export function denyPermissions(session: Confined): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

export type Surroundings = {
  /** The only page that may be shown; going to it again is a reload. */
  page: string;
  openExternal(url: string): void;
  /** Milliseconds of any clock. */
  now(): number;
};

/** Keeps contents where they are: no other page, no frame, no window, no guest. Links on https open outside. */
export function confine(contents: WebContents, { page, openExternal, now }: Surroundings): void {
  let lastInput = Number.NEGATIVE_INFINITY;
  contents.on('input-event', (_event, input) => {
    if (isPress(input)) lastInput = now();
  });
  const leave = (url: string) => followLink(url, now() - lastInput, openExternal);

  contents.on('will-frame-navigate', (details) => {
    if (details.isMainFrame && samePage(details.url, page)) return;
    details.preventDefault();
    if (details.isMainFrame) leave(details.url);
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    leave(url);
    return { action: 'deny' };
  });
}

function isPress({ type }: InputEvent): boolean {
  return (
    type === 'mouseDown' || type === 'mouseUp' || type === 'rawKeyDown' || type === 'keyDown' || type === 'gestureTap'
  );
}

function samePage(url: string, page: string): boolean {
  const address = URL.parse(url);
  if (!address) return false;
  address.hash = '';
  return address.href === page;
}
