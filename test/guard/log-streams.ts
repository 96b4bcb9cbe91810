import fc from 'fast-check';
import { HOST_WRAPPERS } from '../fixtures/logs/host-wrappers.js';
import type { LogWrapper } from '../fixtures/logs/log-wrapper.js';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { ruleExamples } from '../scan/mutated-texts.js';

/** What comes line by line; one JSON document for all output is no stream. */
export const STREAM_WRAPPERS: readonly LogWrapper[] = HOST_WRAPPERS.filter(
  ({ name }) => !['CircleCI', 'Drone'].includes(name),
);

const CUT = 17;

/** A line that ends with the secret's beginning at this width, and the rest on the next. */
function wrapAt(width: number) {
  return ([start, rest]: Halves): readonly string[] => [
    `${'. '.repeat(width).slice(0, width - start.length - 1)} ${start}`,
    `${rest} and so on`,
  ];
}

type Halves = readonly [string, string];

/** A secret as a tool prints it: whole, or in two halves with something between. */
export interface CutStyle {
  readonly style: string;
  lines(halves: Halves): readonly string[];
}

export const CUT_STYLES: readonly CutStyle[] = [
  { style: 'whole', lines: (halves) => [`deploying with ${halves.join('')}, please wait`] },
  { style: 'in colour', lines: (halves) => [`\x1b[1mtoken:\x1b[0m \x1b[32m${halves.join('')}\x1b[0m`] },
  {
    style: 'cut by a colour code',
    lines: (halves) => [`token \x1b[31m${halves.join('\x1b[0m\x1b[38;5;208m')}\x1b[0m set`],
  },
  {
    style: 'cut by a link',
    lines: (halves) => [`token ${halves.join('\x1b]8;;https://ci.example.test/a\x07')}\x1b]8;;\x07 set`],
  },
  {
    style: "in a link's address",
    lines: (halves) => [`see \x1b]8;;https://ci.example.test/?t=${halves.join('')}\x1b\\here`],
  },
  { style: 'cut by a carriage return', lines: (halves) => [`  40% ${halves.join('\r')} done`] },
  { style: 'wrapped at 80 columns', lines: wrapAt(80) },
  { style: 'wrapped at 120 columns', lines: wrapAt(120) },
  {
    style: 'in a list of JSON',
    lines: (halves) => [JSON.stringify({ level: 'info', argv: ['login', '--token', halves.join('')], ok: true })],
  },
];

export function halvesOf(secret: string): Halves {
  return [secret.slice(0, CUT), secret.slice(CUT)];
}

const examples = ruleExamples();
const quiet = (seed: number): string =>
  `step ${seed}: compiling ${base62(`module${seed}`, 9)} with 4 tokens of context`;

const printed: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.nat(examples.length - 1).map((index) => (examples[index] ?? '').split('\n')),
  fc
    .tuple(fc.nat(CUT_STYLES.length - 1), fc.nat(40))
    .map(([style, seed]) => CUT_STYLES[style]?.lines(halvesOf(githubToken(seed))) ?? []),
  fc
    .tuple(fc.nat(CUT_STYLES.length - 1), fc.nat(40))
    .map(
      ([style, seed]) =>
        CUT_STYLES[style]?.lines([`DB_PASSWORD=${base62(`a${seed}`, 4)}`, base62(`b${seed}`, 14)]) ?? [],
    ),
  fc.nat(9).map((seed) => [quiet(seed)]),
  fc.nat(9).map((seed) => Array.from({ length: 400 }, (_, at) => `${quiet(seed)} ${'.'.repeat(at % 50)}`)),
  fc.nat(200).map((length) => [`${'x y '.repeat(60).slice(0, length)}`]),
  fc.constantFrom(['***'], ['auth: ***Ng=='], ['a\x08b\x1b['], ['{"msg":"no end'], ['\r'], ['']),
  fc.nat(30).map((seed) => [JSON.stringify({ msg: `use\n${githubToken(seed)}\tnow \u00e9`, args: ['a', 'b'] })]),
);

/** Logs of every host that is read as it comes: credentials whole and in pieces among quiet lines. */
export const logArbitrary: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.nat(STREAM_WRAPPERS.length - 1),
    fc.array(fc.array(printed, { minLength: 1, maxLength: 25, size: 'max' }), { minLength: 1, maxLength: 3 }),
  )
  .map(([host, steps]) =>
    Buffer.from(
      STREAM_WRAPPERS[host]?.wrap(steps.map((pieces, at) => ({ name: `do ${at}`, lines: pieces.flat() }))).text ?? '',
    ),
  );
