import fc from 'fast-check';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { ruleExamples } from '../scan/mutated-texts.js';

const examples = ruleExamples();
const log = (seed: number) =>
  `2026-05-01T12:00:00Z step ${seed}: compiling ${base62(`module${seed}`, 9)} with 4 tokens of context\n`;

const piece = fc.oneof(
  fc.nat(examples.length - 1).map((index) => `${examples[index]}\n`),
  fc.nat(examples.length - 1).map((index) => `${examples[index]} `),
  fc.nat(50).map((seed) => `password = "${base62(`word${seed}`, 14)}1"\n`),
  fc.nat(50).map((seed) => `${githubToken(seed)} # keepmum:allow\n`),
  fc.nat(9).map(log),
  fc.nat(9).map((seed) => log(seed).repeat(700)),
  fc.constant('x'.repeat(70_000)),
  fc.constant('\n'),
);
/** Credentials of every rule between the lines of a log, and so much of it that it is judged in several batches. */
export const textArbitrary = fc
  .array(piece, { minLength: 1, maxLength: 40, size: 'max' })
  .map((pieces) => Buffer.from(pieces.join('')));
