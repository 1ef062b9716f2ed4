import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { constructedStyles } from './scripts/vite/constructed-styles-plugin.ts';

const RENDERER = fileURLToPath(new URL('renderer/', import.meta.url));
const PAGES = ['kiosk', 'counter', 'display', 'console', 'pad', 'devices', 'workbench'];

/** The pages: one entry a role, the same files for the web shell, Electron's app:// and the centre's server. */
export default defineConfig({
  root: RENDERER,
  // Relative, because the three carriers serve the pages from different places.
  base: './',
  publicDir: false,
  plugins: [react(), constructedStyles()],
  build: {
    outDir: fileURLToPath(new URL('dist/pages/', import.meta.url)),
    emptyOutDir: true,
    // The web shell reads it to serve a station's own pages and nothing else.
    manifest: 'manifest.json',
    target: 'chrome150',
    sourcemap: false,
    // The preload helper and data: URLs would need exceptions in the CSP.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(
        PAGES.map((page) => [page, `${RENDERER}${page}/index.html`] as const).filter(([, file]) => existsSync(file)),
      ),
    },
  },
});
