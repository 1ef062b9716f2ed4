import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const PAGES = globSync('*/index.html', { cwd: resolve(__dirname, '..') });

// A browser that is told no icon asks for /favicon.ico, and every page that opens is a refusal in the log.
test.each(PAGES)('%s says what its icon is', (page) => {
  expect(readFileSync(resolve(__dirname, '..', page), 'utf8')).toMatch(/<link rel="icon" href="[^"]+" \/>/);
});

test('there is a page for every role with one', () => {
  expect(PAGES.map((page) => page.split('/')[0]).toSorted()).toEqual(['console', 'counter', 'dev', 'devices', 'display', 'kiosk', 'pad', 'workbench']);
});
