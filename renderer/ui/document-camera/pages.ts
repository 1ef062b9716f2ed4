import type { Picture } from './take-picture.ts';

/** One page that was taken. `url` shows it on this page and is given back when the page goes. */
export interface CameraPage extends Picture {
  readonly id: number;
  readonly url: string;
}

export interface PageList {
  readonly pages: readonly CameraPage[];
  /** The page that is looked at; null: the live picture. */
  readonly chosen: number | null;
  readonly nextId: number;
}

export type PageAction =
  /** A new page at the end, or in the place of the chosen one that is being retaken. */
  | { readonly type: 'take'; readonly picture: Picture; readonly url: string; readonly instead: number | null }
  | { readonly type: 'choose'; readonly id: number | null }
  | { readonly type: 'delete'; readonly id: number }
  | { readonly type: 'move'; readonly id: number; readonly by: -1 | 1 };

export const NO_PAGES: PageList = { pages: [], chosen: null, nextId: 1 };

/** Pure: the list after this. A page that is not there any more changes nothing. */
export function paged(list: PageList, action: PageAction): PageList {
  switch (action.type) {
    case 'take':
      return take(list, action);
    case 'choose':
      return { ...list, chosen: list.pages.some(({ id }) => id === action.id) ? action.id : null };
    case 'delete':
      return { ...list, pages: list.pages.filter(({ id }) => id !== action.id), chosen: list.chosen === action.id ? null : list.chosen };
    case 'move':
      return { ...list, pages: moved(list.pages, action.id, action.by) };
  }
}

function take(list: PageList, { picture, url, instead }: PageAction & { type: 'take' }): PageList {
  const page: CameraPage = { ...picture, url, id: list.nextId };
  const replaces = list.pages.some(({ id }) => id === instead);
  const pages = replaces ? list.pages.map((old) => (old.id === instead ? page : old)) : [...list.pages, page];
  return { pages, chosen: null, nextId: list.nextId + 1 };
}

function moved(pages: readonly CameraPage[], id: number, by: -1 | 1): readonly CameraPage[] {
  const from = pages.findIndex((page) => page.id === id);
  const page = pages[from];
  const to = from + by;
  if (page === undefined || to < 0 || to >= pages.length) return pages;
  const others = pages.filter((other) => other !== page);
  return [...others.slice(0, to), page, ...others.slice(to)];
}
