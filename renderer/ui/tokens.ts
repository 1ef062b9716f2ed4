/**
 * The one visual system (colour, type, space, targets, motion) as values.
 * `tokens.css` holds the same as custom properties; `tokens.test.ts` keeps the two equal and the contrasts legible.
 */

/** For pages read at arm's length: dark ink on paper. */
export const light = {
  ink: '#12263F',
  /** Secondary text. */
  inkSoft: '#4A5B70',
  paper: '#F7F6F2',
  surface: '#FFFFFF',
  line: '#D9D6CE',
  /** Outline of something that can be pressed; 3 : 1 on paper. */
  lineStrong: '#7C8796',
  action: '#1D4E89',
  actionPressed: '#143A68',
  actionSoft: '#E9EFF6',
  onAction: '#FFFFFF',
  /** Only the newest call, overdue, and the seal. */
  seal: '#B3261E',
  sealSoft: '#FBECEA',
  onSeal: '#FFFFFF',
  jade: '#1E7B58',
  jadeSoft: '#EDF6F1',
  amber: '#9A6400',
  amberSoft: '#FDF6E7',
} as const;

/** For the hall's display, read from 5 to 12 m. */
export const dark = {
  ink: '#F4F1E8',
  inkSoft: '#B9C4D2',
  paper: '#0B1726',
  surface: '#12263F',
  line: '#2B4362',
  lineStrong: '#8FA1B8',
  action: '#8EC1F5',
  actionPressed: '#B9D9F8',
  actionSoft: '#1B3150',
  onAction: '#0B1726',
  seal: '#FFB4A8',
  sealSoft: '#8C1D18',
  onSeal: '#0B1726',
  jade: '#7FD6B0',
  jadeSoft: '#123A33',
  amber: '#F2C063',
  amberSoft: '#3A2F16',
} as const satisfies Record<keyof typeof light, string>;

export type ColourName = keyof typeof light;

/** Pixels. */
export const typeScale = [14, 16, 20, 24, 32, 48, 72, 112, 200] as const;

/** Pixels; all multiples of the 8 px grid, 4 for hairline work inside a line. */
export const space = { 0.5: 4, 1: 8, 2: 16, 3: 24, 4: 32, 5: 40, 6: 48, 8: 64, 10: 80, 12: 96 } as const;

/** Pixels: the smallest side of what a finger or a mouse has to hit. */
export const target = { counter: 44, kiosk: 72, elder: 96 } as const;

export const radius = { small: 4, medium: 8, large: 16 } as const;

/** Milliseconds. The newest call flashes three times at 1.5 Hz. */
export const motion = { quick: 120, page: 200, flashPeriod: 667, flashes: 3 } as const;

export const font = {
  sans: "'Noto Sans SC Variable', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
  serif: "'Noto Serif SC', 'Noto Serif CJK SC', SimSun, serif",
  /** Ticket and window numbers (docs/adr/0011). */
  numeral: "'Atkinson Hyperlegible Next Variable', 'Noto Sans SC Variable', sans-serif",
} as const;

/** 1.6 for Chinese text, less where a line stands alone. */
export const lineHeight = { text: 1.6, title: 1.3, number: 1 } as const;

/** Text in 长辈版 is this much larger. */
export const ELDER_SCALE = 1.5;
