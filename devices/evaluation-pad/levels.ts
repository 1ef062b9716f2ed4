import { z } from 'zod';
import { RatingLevel } from '../../shared/types/case-file.ts';

/** In a level table: the pad stored its default because nobody pressed. That is no rating and is left out. */
export const NOT_A_RATING = 0;

/** What a key means, by the value the pad sends: a level of the national code (1 非常满意 … 5 非常不满意), or NOT_A_RATING. */
export const LevelTable = z.record(z.string().regex(/^\d{1,3}$/, '键值为 0–255 的数字'), z.union([RatingLevel, z.literal(NOT_A_RATING)]));
export type LevelTable = z.infer<typeof LevelTable>;

/** Five keys that send their stars: 5 非常满意 … 1 非常不满意. An assumption, because no five-key pad is documented. */
export const FIVE_KEY_LEVELS: LevelTable = { 5: 1, 4: 2, 3: 3, 2: 4, 1: 5 };

/** The documented four-key pad (devices.md §4.1): 3 非常满意, 2 满意, 0 不满意; 1 is stored by default. */
export const FOUR_KEY_LEVELS: LevelTable = { 3: 1, 2: 2, 1: NOT_A_RATING, 0: 4 };
