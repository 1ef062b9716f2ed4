/**
 * Stands in for `@rc-component/util/es/Dom/dynamicCSS` in our bundles (docs/adr/0010): the one place through
 * which Ant Design puts style sheets into a page. The original appends `<style>` elements, which a policy
 * without `unsafe-inline` refuses; this one adopts constructed sheets, which the policy lets through.
 */

interface Options {
  /** `true`: before everything; `'queue'`: before what is appended, by priority; otherwise appended. */
  readonly prepend?: boolean | 'queue';
  readonly priority?: number;
}

/** What callers do with the `<style>` element the original gives them. */
interface Handle {
  setAttribute(name: string, value: string): void;
}

interface Entry {
  readonly key: string;
  readonly rank: number;
  readonly sheet: CSSStyleSheet;
  readonly handle: Handle;
  css: string;
}

const entries: Entry[] = [];

/** Adds the sheet `key`, or gives it new text. */
export function updateCSS(css: string, key: string, options: Options = {}): Handle {
  const known = entries.find((entry) => entry.key === key);
  if (known === undefined) return add(key, css, options);
  if (known.css !== css) {
    known.css = css;
    known.sheet.replaceSync(css);
  }
  return known.handle;
}

/** Adds a sheet that nobody will change or take away. */
export function injectCSS(css: string, options: Options = {}): Handle {
  return add('', css, options);
}

function add(key: string, css: string, options: Options): Handle {
  const entry: Entry = { key, css, rank: rankOf(options), sheet: new CSSStyleSheet(), handle: { setAttribute: () => undefined } };
  entry.sheet.replaceSync(css);
  const next = entries.findIndex((other) => other.rank > entry.rank);
  entries.splice(next === -1 ? entries.length : next, 0, entry);
  adopt();
  return entry.handle;
}

/** Takes the sheet `key` away; nothing happens when there is none. */
export function removeCSS(key: string): void {
  const index = entries.findIndex((entry) => entry.key === key);
  if (index === -1) return;
  entries.splice(index, 1);
  adopt();
}

/** Sheets keep the order of their rank, and within one rank the order they came in. */
function rankOf(options: Options): number {
  if (options.prepend === true) return Number.NEGATIVE_INFINITY;
  if (options.prepend === 'queue') return options.priority ?? 0;
  return Number.POSITIVE_INFINITY;
}

function adopt(): void {
  document.adoptedStyleSheets = entries.map((entry) => entry.sheet);
}
