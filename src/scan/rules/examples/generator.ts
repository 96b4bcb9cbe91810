import type { SeededRandom } from './seeded-random.js';

/** Makes up what a placeholder stands for: `{{NAME:ARGUMENT}}`, with an empty argument for `{{NAME}}`. */
export type Generator = (argument: string, random: SeededRandom) => string;
