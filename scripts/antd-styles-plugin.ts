import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const OURS = fileURLToPath(new URL('../renderer/ui/antd/constructed-styles.ts', import.meta.url));

/** Vite plugin: Ant Design's style injection goes through renderer/ui/antd/constructed-styles.ts (docs/adr/0010). */
export function antdStyles(): Plugin {
  return {
    name: 'yichuang:antd-styles',
    enforce: 'pre',
    resolveId: {
      filter: { id: /(?:^|\/)Dom\/dynamicCSS(?:\.js)?$/ },
      handler: () => OURS,
    },
  };
}
