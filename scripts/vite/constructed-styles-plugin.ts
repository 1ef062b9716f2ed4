import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

// Ant Design's icons carry their own copy.
const ORIGINALS = /[\\/](?:@rc-component[\\/]util[\\/](?:es|lib)[\\/]Dom[\\/]dynamicCSS|@ant-design[\\/]icons[\\/](?:es|lib)[\\/]cssUtils)\.js$/;
const REPLACEMENT = fileURLToPath(new URL('constructed-styles.ts', import.meta.url));

/** Lets Ant Design style itself under a CSP without `unsafe-inline`; see constructed-styles.ts. */
export function constructedStyles(): Plugin {
  return {
    name: 'constructed-styles',
    load: {
      filter: { id: ORIGINALS },
      handler: () => `export * from ${JSON.stringify(REPLACEMENT)};`,
    },
  };
}
