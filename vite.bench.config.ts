import { fileURLToPath } from 'node:url';
import project from './vite.config.ts';

/** The bench of the simulated devices, in a folder that no installer takes: never a page of a station. */
export default {
  ...project,
  build: {
    ...project.build,
    outDir: fileURLToPath(new URL('dist/bench/', import.meta.url)),
    rolldownOptions: { input: { dev: fileURLToPath(new URL('renderer/dev/index.html', import.meta.url)) } },
  },
};
