import { pinyin } from 'pinyin-pro';
import { assertNever } from '../basics/assert-never.ts';
import type { ServiceItem, Theme } from '../types/catalogue.ts';

export interface FoundItem {
  readonly item: ServiceItem;
  /** Why it may not be handled; null when it may. Such items are listed grey, never offered. */
  readonly unavailable: string | null;
}

/** 未纳入目录没有编码的不得实施审批: only a live item with a code may be handled. The reason is for the clerk. */
export function unavailableReason(item: ServiceItem): string | null {
  switch (item.state) {
    case 'LIVE':
      return item.taskCode === null ? '没有实施编码，未纳入目录的事项不得办理' : null;
    case 'DRAFT':
    case 'APPROVED':
      return '尚未发布，暂不能办理';
    case 'SUSPENDED':
      return '已暂停办理，恢复时间请咨询主管部门';
    case 'CANCELLED':
      return '已取消，不再办理';
    default:
      return assertNever(item.state);
  }
}

/** The ways in which one text can be typed. */
interface Keys {
  readonly text: string;
  /** First letters: 营业执照 → yyzz. */
  readonly initials: string;
  /** Whole syllables without blanks: yingyezhizhao. */
  readonly syllables: string;
}

interface ItemKeys {
  readonly name: Keys;
  readonly plainName: Keys;
  readonly codes: readonly string[];
  /** What the answers of its 情形 say: 丢失, 租房. */
  readonly scenario: string;
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function keysOf(text: string): Keys {
  const options = { toneType: 'none', type: 'array', v: true } as const;
  return {
    text: normalise(text),
    initials: normalise(pinyin(text, { ...options, pattern: 'first' }).join('')),
    syllables: normalise(pinyin(text, options).join('')),
  };
}

/** Pinyin is slow to find and an item never changes, so its keys are kept as long as the item lives. */
const keptKeys = new WeakMap<ServiceItem, ItemKeys>();

function itemKeys(item: ServiceItem): ItemKeys {
  const kept = keptKeys.get(item);
  if (kept) return kept;
  const codes = [item.id, item.taskCode ?? ''].map(normalise);
  const scenario = normalise(item.questions.flatMap(({ options }) => options.map(({ label }) => label)).join(' '));
  const keys = { name: keysOf(item.name), plainName: keysOf(item.plainName), codes, scenario };
  keptKeys.set(item, keys);
  return keys;
}

/** A theme is found by its name and by what people call it. */
const keptThemeKeys = new WeakMap<Theme, Keys>();

function themeKeys(theme: Theme): Keys {
  const kept = keptThemeKeys.get(theme);
  if (kept) return kept;
  const keys = keysOf(`${theme.name} ${theme.plainName}`);
  keptThemeKeys.set(theme, keys);
  return keys;
}

/** The 一件事 that one word means. */
function themesOf(themes: readonly Theme[], word: string): ReadonlySet<string> {
  const meant = themes.filter((theme) => {
    const { text, initials, syllables } = themeKeys(theme);
    return text.includes(word) || initials.startsWith(word) || syllables.startsWith(word);
  });
  return new Set(meant.flatMap(({ itemIds }) => itemIds));
}

const NO_MATCH = Number.POSITIVE_INFINITY;

/** One word of the query and the items of the themes that it means. */
interface Word {
  readonly text: string;
  readonly inThemes: ReadonlySet<string>;
}

/** How well one word fits; smaller is better. A beginning beats a middle, the name beats what people call it. */
function rankOf(item: ServiceItem, { text: word, inThemes }: Word): number {
  const { name, plainName, codes, scenario } = itemKeys(item);
  const fits: readonly boolean[] = [
    codes.includes(word) || name.text === word,
    name.text.startsWith(word),
    name.text.includes(word),
    plainName.text.includes(word),
    name.initials.startsWith(word) || plainName.initials.startsWith(word),
    name.initials.includes(word) || plainName.initials.includes(word),
    name.syllables.startsWith(word) || plainName.syllables.startsWith(word),
    name.syllables.includes(word) || plainName.syllables.includes(word),
    codes.some((code) => code.startsWith(word)),
    scenario.includes(word),
    inThemes.has(item.id),
  ];
  const best = fits.indexOf(true);
  return best < 0 ? NO_MATCH : best;
}

/**
 * Items whose name, plain name, pinyin (initials or syllables), code, 情形 or 一件事 contains every word of the query: first those that
 * may be handled, each group best match first, then in the order of the catalogue. An empty query lists everything.
 */
export function findItems(items: readonly ServiceItem[], query: string, themes: readonly Theme[] = []): FoundItem[] {
  const words = normalise(query).split(/\s+/).filter((word) => word !== '').map((text) => ({ text, inThemes: themesOf(themes, text) }));
  return items
    .map((item) => {
      const rank = words.reduce((sum, word) => sum + rankOf(item, word), 0);
      return { item, unavailable: unavailableReason(item), rank };
    })
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => Number(a.unavailable !== null) - Number(b.unavailable !== null) || a.rank - b.rank)
    .map(({ item, unavailable }) => ({ item, unavailable }));
}
