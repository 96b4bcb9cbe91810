import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOST_WRAPPERS } from '../../fixtures/logs/host-wrappers.js';
import { githubToken } from '../../fixtures/made-up-tokens.js';
import { inspectLogText, shown } from './inspect-text.js';

const TOKEN = githubToken(7);
const [START, REST] = [TOKEN.slice(0, 20), TOKEN.slice(20)];
const found = async (text: string) => (await inspectLogText(text)).discoveries.map(shown);

describe('a line that a host or runtime cut', () => {
  test.each([
    [
      "a container runtime's partial line",
      `2026-03-01T09:00:00.1Z stdout P token ${START}\n2026-03-01T09:00:00.2Z stdout F ${REST} set\n`,
    ],
    [
      'a partial record of docker',
      `${JSON.stringify({ log: `token ${START}`, stream: 'stdout' })}\n${JSON.stringify({ log: `${REST} set\n`, stream: 'stdout' })}\n`,
    ],
    [
      'a line that GitLab continues',
      `2026-03-01T09:00:00.123456Z 00O token ${START}\n2026-03-01T09:00:00.123457Z 00O+${REST} set\n`,
    ],
  ])('%s', async (_, text) => {
    expect(await found(text)).toEqual([`1 () ${TOKEN}`]);
  });

  test('an interrupted line is joined by a word of the host only, not by chance', async () => {
    expect((await found(`token ${START}\n${REST} set\n`)).join()).not.toContain(REST);
  });
});

describe('what a terminal does not show', () => {
  test.each([
    ['the address of a link', `see \x1b]8;;https://ci.example.org/?t=${TOKEN}\x1b\\the build\x1b]8;;\x1b\\`],
    ["a window's title", `\x1b]0;deploy ${TOKEN}\x07ready`],
    ['an application command', `\x1b_secret ${TOKEN}\x1b\\ready`],
    ['a command that never ends', `\x1b]0;deploy ${TOKEN}`],
  ])('%s is read', async (_, line) => {
    expect(await found(`${line}\n`)).toEqual([`1 () ${TOKEN}`]);
  });

  test('overstruck characters count as corrected', async () => {
    expect(await found(`token ${START}xy\b\b${REST} set\n`)).toEqual([`1 () ${TOKEN}`]);
  });
});

describe('several lines', () => {
  const key = [
    `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----`,
    ...Array.from(
      { length: 6 },
      (_, line) => `${line}${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB'.slice(0, 60)}`,
    ),
    `-----END OPENSSH ${'PRIVATE'} KEY-----`,
  ];

  test.each(HOST_WRAPPERS.filter(({ name }) => !name.includes('JSON') && !name.includes('json')))(
    'a private key with something of $name before each line is found whole',
    async ({ wrap }) => {
      const { text, places } = wrap([{ name: 'print', lines: ['first', ...key, 'last'] }]);
      const { discoveries } = await inspectLogText(text);
      expect(discoveries.map(({ rule, line, endLine }) => ({ rule, line, endLine }))).toEqual([
        { rule: expect.stringContaining('private-key'), line: places[0]?.[1]?.line, endLine: places[0]?.[8]?.line },
      ]);
    },
  );
});

describe("a host's mask", () => {
  test.each([
    'password: ***',
    'TOKEN=*** npm publish',
    '***',
    '*** done ***',
    'Authorization: Basic ***',
    '*****==',
    '/***==',
  ])('alone is nothing: %s', async (line) => {
    expect(await found(`${line}\n`)).toEqual([]);
  });

  test.each([
    ['auth: ***Ng==', 'Ng=='],
    ['https://ci.example.org/?token=***%3D', '%3D'],
    [`Authorization: Basic ${'dXNlcjpw'}***`, 'dXNlcjpw'],
  ])('beside a rest of the code is told: %s', async (line, rest) => {
    const { discoveries } = await inspectLogText(`first\n${line}\n`);
    expect(discoveries.map(({ rule, revealed }) => [rule, revealed])).toEqual([['host-mask-leftover', rest]]);
    expect(discoveries[0]?.column).toBe(line.indexOf(rest) + 1);
  });
});

describe('how the log comes', () => {
  const whole = HOST_WRAPPERS.map(({ name, wrap }) => ({
    name,
    text: wrap([
      { name: 'all', lines: [`a ${TOKEN}`, 'b', `\x1b[31m${START}\x1b[0m${REST}`, `\u00e9\u{1f511} ${TOKEN}`] },
    ]).text,
  }));

  test.each(whole)('in whatever pieces, the findings are the same: $name', async ({ text }) => {
    const expected = (await inspectLogText(text)).discoveries;
    expect(expected.length).toBeGreaterThanOrEqual(3);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        expect((await inspectLogText(text, size)).discoveries).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('columns count characters of the line as it is shown', async () => {
    const { discoveries } = await inspectLogText(
      `2026-03-01T09:00:00.1234567Z \x1b[1m\u00e9\u{1f511}\x1b[0m ${TOKEN}\n`.repeat(3),
    );
    expect(discoveries.map(({ line, column }) => [line, column])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
  });

  test('a line of 9 MB without an end passes through, and what follows has its right number', async () => {
    const long = 'x'.repeat(9_000_000);
    const { discoveries, bytes } = await inspectLogText(`one\n${long} ${TOKEN} ${long}\n${githubToken(8)}\n`);
    expect(bytes).toBeGreaterThan(18_000_000);
    expect(discoveries.map(shown)).toEqual([`2 () ${TOKEN}`, `3 () ${githubToken(8)}`]);
  });

  test('an empty log has nothing', async () => {
    expect(await inspectLogText('')).toMatchObject({ discoveries: [], bytes: 0 });
  });
});
