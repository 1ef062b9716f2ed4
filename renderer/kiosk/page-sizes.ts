interface Sizes {
  standard: number;
  elder: number;
}

/** How many entries a page of each list holds without crowding; never more than six choices. */
const PAGE_SIZES = {
  choices: { portrait: { standard: 6, elder: 4 }, landscape: { standard: 6, elder: 4 } },
  guide: { portrait: { standard: 5, elder: 3 }, landscape: { standard: 3, elder: 2 } },
  materials: { portrait: { standard: 5, elder: 2 }, landscape: { standard: 4, elder: 2 } },
} as const satisfies Record<string, Record<'portrait' | 'landscape', Sizes>>;

export function pageSize(list: keyof typeof PAGE_SIZES, landscape: boolean, elder: boolean): number {
  return PAGE_SIZES[list][landscape ? 'landscape' : 'portrait'][elder ? 'elder' : 'standard'];
}
