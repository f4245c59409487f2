import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const entry = (name: string) => `src/main/${name}.ts`;

export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: entry('index'),
          cli: entry('cli'),
          'cli-main': entry('cli-main'),
          'core-process': entry('core-process'),
          'job-worker': entry('job-worker'),
          'document-worker': entry('document-worker'),
          'backup-worker': entry('backup-worker'),
          'bounded-process': entry('bounded-process'),
          'process-watch': entry('process-watch'),
        },
        // Beside the entries, so that a module finds them from where it lies (entry-point.ts).
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can load nothing but electron, so it is one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    plugins: [react()],
    build: { rolldownOptions: { input: 'src/renderer/index.html' }, modulePreload: { polyfill: false } },
  },
});
