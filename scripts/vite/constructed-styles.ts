/**
 * Takes the place of `@rc-component/util/es/Dom/dynamicCSS`, and of the copy of it in `@ant-design/icons`, in the built
 * pages (docs/adr/0010-csp-and-antd.md).
 *
 * The original puts every run-time style into a `<style>` tag, which needs `unsafe-inline` or a nonce. This one puts it
 * into a constructed style sheet, which `style-src 'self'` allows. The element it returns is never attached: callers only
 * keep attributes on it.
 */

interface StyleOption {
  prepend?: boolean | 'queue';
  priority?: number;
  mark?: string;
}

interface Entry {
  key: string;
  /** Sheets with a smaller rank stand earlier, so later ones win. */
  rank: number;
  sheet: CSSStyleSheet;
  element: HTMLStyleElement;
}

/** Ant Design's own styles lose against the pages' style sheets, as they would when prepended to the head. */
const LIBRARY_LAYER = 'antd';
const APPENDED = Number.MAX_SAFE_INTEGER;

let entries: Entry[] = [];

export function injectCSS(css: string, option: StyleOption = {}): HTMLStyleElement {
  return addEntry('', css, option).element;
}

/** Adds the rules, or replaces those given before under the same key. */
export function updateCSS(css: string, key: string, option: StyleOption = {}): HTMLStyleElement {
  const name = nameOf(key, option);
  const existing = entries.find((entry) => entry.key === name);
  if (!existing) return addEntry(name, css, option).element;
  existing.sheet.replaceSync(layered(css, option));
  return existing.element;
}

export function removeCSS(key: string, option: StyleOption = {}): void {
  const name = nameOf(key, option);
  entries = entries.filter((entry) => entry.key !== name);
  adopt();
}

/** Part of the original's interface; there is no container here to forget. */
export function clearContainerCache(): void {
  return undefined;
}

/** For the icons' copy: no page uses a shadow root. */
export function getShadowRoot(): null {
  return null;
}

/** For the icons' copy: its one warning, an unknown icon, is a type error here. */
export function warningOnce(): void {
  return undefined;
}

function addEntry(key: string, css: string, option: StyleOption): Entry {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(layered(css, option));
  const entry = { key, rank: rankOf(option), sheet, element: document.createElement('style') };
  const next = entries.findIndex((other) => other.rank > entry.rank);
  entries = next === -1 ? [...entries, entry] : entries.toSpliced(next, 0, entry);
  adopt();
  return entry;
}

function adopt(): void {
  document.adoptedStyleSheets = entries.map((entry) => entry.sheet);
}

function layered(css: string, option: StyleOption): string {
  return option.prepend ? `@layer ${LIBRARY_LAYER}{${css}}` : css;
}

function rankOf({ prepend, priority = 0 }: StyleOption): number {
  return prepend ? priority : APPENDED;
}

function nameOf(key: string, { mark = 'rc-util-key' }: StyleOption): string {
  return `${mark}:${key}`;
}
