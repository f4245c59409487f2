/** Runs one core in a process of its own: a utility process of Electron, or a child of the web host. */
import { createCore } from './core.ts';
import type { ToCore } from './core-messages.ts';
import { type HostChannel, serveCore } from './core-server.ts';

const close = serveCore(process.parentPort ? utilityChannel() : childChannel(), (options) =>
  createCore(options, console.warn),
);

// Ctrl+C in a terminal reaches the whole process group: the host hears it too, and closes us in its order.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void close());
process.on('SIGHUP', () => void close());

function utilityChannel(): HostChannel {
  const port = process.parentPort;
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (event) => listener(event.data as ToCore)),
    end: () => process.exit(0),
  };
}

function childChannel(): HostChannel {
  // The host is gone, by its own end or by ours.
  process.on('disconnect', () => void close().then(() => process.exit(0)));
  return {
    // Without the callback, a message to a host that has just gone would be thrown as an error.
    post: (message) => process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToCore)),
    end: () => (process.connected ? process.disconnect() : process.exit(0)),
  };
}
