import type { App } from 'electron';
import type { CoreClient } from '../core-client.ts';

/** How long the core may take to close the project before the app goes without it, in milliseconds. */
const PATIENCE = 10_000;

/** Lets the core close the project before the app ends. What is committed is safe even where it does not manage to. */
export function closeCoreBeforeQuit(app: Pick<App, 'on' | 'quit'>, core: Pick<CoreClient, 'close'>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const tooLong = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE).unref());
    void Promise.race([core.close(), tooLong]).then(() => {
      closed = true;
      app.quit();
    });
  });
}
