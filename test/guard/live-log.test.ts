import { describe, expect, it, test } from 'vitest';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { guardInPieces, MASK, makeLiveText, play, scanLogOf } from './guarded.js';
import { CUT_STYLES, halvesOf, STREAM_WRAPPERS } from './log-streams.js';

const token = githubToken(21);
const [start, rest] = halvesOf(token);
const quiet = Array.from(
  { length: 90 },
  (_, line) => `compiling module ${line} of many, ${'.'.repeat(line % 40)} done!`,
);

describe.each(STREAM_WRAPPERS)('in a stream as $name has it', ({ wrap }) => {
  test.each(CUT_STYLES)('a credential is masked and told: $style', ({ lines }) => {
    const { text, places } = wrap([
      { name: 'first', lines: quiet },
      { name: 'second', lines: [...quiet, ...lines([start, rest]), ...quiet] },
    ]);
    const bytes = Buffer.from(text);
    const { output, discoveries } = guardInPieces(bytes, [700, 5000, 9000]);
    expect(output.toString()).toBe(text.replace(token, MASK).replace(start, MASK).replace(rest, MASK));
    expect(discoveries).toEqual(scanLogOf(bytes));
    const { line, job, step, stepLine } = places[1]?.[quiet.length] ?? { line: 0 };
    expect(discoveries).toMatchObject([
      { revealed: token, line, log: JSON.parse(JSON.stringify({ job, step, stepLine })) },
    ]);
  });

  it('nothing else is changed', () => {
    const text = Buffer.from(wrap([{ name: 'all', lines: [...quiet, '\x1b[1mbold\x1b[0m', 'a\rb', '***'] }]).text);
    expect(guardInPieces(text, [1, 300]).output.equals(text)).toBe(true);
  });
});

describe('a value that has no shape of its own', () => {
  const password = base62('live-log-password', 22);
  const [first, second] = [password.slice(0, 9), password.slice(9)];

  it.each([
    ['in colour', `\x1b[33mDB_PASSWORD\x1b[0m=\x1b[36m${password}\x1b[0m\n`, MASK],
    ['over a carriage return', `DB_PASSWORD=${first}\r${second}\n`, `${MASK}\r${MASK}`],
    ['behind a prefix of docker compose', `web  | up\nweb  | export DB_PASSWORD='${password}'\n`, MASK],
  ])('%s', (_, text, masked) => {
    expect(guardInPieces(Buffer.from(text), [20]).output.toString()).toContain(masked);
    expect(guardInPieces(Buffer.from(text), [20]).output.toString()).not.toContain(second);
  });
});

describe('a key with something of the host before each line', () => {
  it('leaves the ends of its lines, and what stands before them', () => {
    const body = Array.from({ length: 6 }, (_, line) => base62(`key ${line}`, 60));
    const key = [`-----BEGIN RSA ${'PRIVATE'} KEY-----`, ...body, `-----END RSA ${'PRIVATE'} KEY-----`];
    const stamp = '2026-03-01T09:00:00.1234567Z ';
    const text = `${stamp}##[group]Run x\n${key.map((line) => `${stamp}${line}\n`).join('')}${stamp}done\n`;
    const { output } = guardInPieces(Buffer.from(text), [100]);
    expect(output.toString()).toBe(`${stamp}##[group]Run x\n${`${stamp}${MASK}\n`.repeat(key.length)}${stamp}done\n`);
  });
});

describe('when a log pauses', () => {
  it('a token that a colour code cuts waits for its end', () => {
    const { outputs, shownInPart } = play(`login \x1b[31m${start}\x1b[0`, 'short', `m\x1b[1m${rest}\x1b[0m\n`, 'short');
    expect(outputs.slice(0, 2)).toEqual(['', 'login \x1b[31m']);
    expect(outputs.join('')).toBe(`login \x1b[31m${MASK}\x1b[0m\x1b[1m${MASK}\x1b[0m\n`);
    expect(shownInPart).toBe(0);
  });

  it('so does one at the edge of a terminal, and one in a line that a runtime says it cut', () => {
    const wide = `${'. '.repeat(40).slice(0, 80 - start.length - 1)} ${start}`;
    const cut = `2026-03-01T09:00:00.1Z stdout P ${start}`;
    for (const [line, next] of [
      [wide, rest],
      [cut, `2026-03-01T09:00:00.1Z stdout F ${rest}`],
    ] as const) {
      const { outputs, shownInPart } = play(`${line}\n`, 'short', `${next}\n`, 'short');
      expect(outputs[1]).toBe(line.replace(start, ''));
      expect(outputs.join('')).toBe(`${line}\n${next}\n`.replace(start, MASK).replace(rest, MASK));
      expect(shownInPart).toBe(0);
    }
  });

  it('so does one that a carriage return cuts', () => {
    const { outputs, shownInPart } = play(`go ${start}\r`, 'short', `${rest} set\n`, 'short');
    expect(outputs[1]).toBe('go ');
    expect(outputs.join('')).toBe(`go ${MASK}\r${MASK} set\n`);
    expect(shownInPart).toBe(0);
  });

  it('of one that the host continues on the next line, only what was written before the pause is out', () => {
    const stamp = '2026-03-01T09:00:00.123456Z 00O';
    const { outputs, shownInPart } = play(`${stamp} a ${start}\n`, 'short', `${stamp}+${rest} b\n`, 'short');
    expect(outputs.join('')).toBe(`${stamp} a ${start}\n${stamp}+${MASK} b\n`);
    expect(shownInPart).toBe(1);
  });

  it('a record of a logger that has not ended is masked by what there is', () => {
    const { outputs } = play(`{"msg":"use ${token}`, 'short', '"}\n', 'short');
    expect(outputs.slice(0, 2)).toEqual(['', `{"msg":"use ${MASK}`]);
  });

  it('a progress bar goes on being seen', () => {
    const steps = ['  1% \r', 'short', '  2% \r', 'short', '  3% \r', 'short'] as const;
    expect(play(...steps).outputs).toEqual(['', '  1% \r', '', '  2% \r', '', '  3% \r', '']);
  });
});

it('what is held is bounded, though texts that belong together are rare', () => {
  const live = makeLiveText();
  let most = 0;
  const rare = `${'x'.repeat(79)}\x1b[1ma\n`;
  for (let round = 0; round < 400; round++) {
    live.write(Buffer.from(`${rare}${quiet.join('\n').repeat(3)}\n`));
    most = Math.max(most, live.held);
  }
  live.end();
  expect(most).toBeLessThan(1024 * 1024);
});

describe('what is long', () => {
  const words = (length: number) => 'all quiet here, '.repeat(length / 16);
  const dump = Array.from({ length: 30_000 }, (_, line) => base62(`dump ${line % 50}`, 76)).join('\n');

  it.each([
    ['a dump as wide as a terminal', dump],
    ['long records of JSON', `${JSON.stringify({ msg: words(200_000), argv: [token, words(40_000)] })}\n`.repeat(12)],
    ['long lines of a progress bar', `${`${words(160)}\r`.repeat(1500)}\n`.repeat(8)],
    ['lines too long to be read', `${words(300_000)}\n`.repeat(6)],
    ['a first line without an end', `${words(900_000)} ${token}`],
    [
      'records that were cut again and again',
      `${JSON.stringify({ log: words(16_000), stream: 'stdout' })}\n`.repeat(60),
    ],
  ])('%s', (_, text) => {
    const bytes = Buffer.from(`${text}\nuse ${token} now\n`);
    const cuts = [1000, 100_000, 400_000, 700_000, 1_000_000];
    const whole = guardInPieces(bytes, cuts);
    expect(whole.discoveries).toEqual(scanLogOf(bytes));
    expect(whole.discoveries.some(({ revealed }) => revealed === token)).toBe(true);
    expect(whole.output.includes(token)).toBe(false);
    expect(guardInPieces(bytes, cuts, ['short', 'long']).discoveries).toEqual(whole.discoveries);
  });
});
