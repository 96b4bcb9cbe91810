import { describe, expect, test } from 'vitest';
import { HOST_WRAPPERS } from '../../fixtures/logs/host-wrappers.js';
import type { PrintedStep, ShownAt } from '../../fixtures/logs/log-wrapper.js';
import { runTools } from '../../fixtures/logs/tool-outputs.js';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';
import { inspectLogText, shown } from './inspect-text.js';

/** A secret as it stands in a log: the lines, and in which of them it begins. */
interface Plant {
  readonly style: string;
  lines(secret: string): readonly string[];
}

const CUT = 17;
const halves = (secret: string): readonly [string, string] => [secret.slice(0, CUT), secret.slice(CUT)];

/** A line that ends with the secret's beginning at this width, and the rest on the next. */
function wrapAt(width: number) {
  return (secret: string): readonly string[] => {
    const [start, rest] = halves(secret);
    return [`${'. '.repeat(width).slice(0, width - start.length - 1)} ${start}`, `${rest} and so on`];
  };
}

const PLANTS: readonly Plant[] = [
  { style: 'whole', lines: (secret) => [`deploying with ${secret}, please wait`] },
  { style: 'in colour', lines: (secret) => [`\x1b[1mtoken:\x1b[0m \x1b[32m${secret}\x1b[0m`] },
  {
    style: 'cut by a colour code',
    lines: (secret) => [`token \x1b[31m${halves(secret).join('\x1b[0m\x1b[38;5;208m')}\x1b[0m set`],
  },
  { style: 'cut by a carriage return', lines: (secret) => [`  40% ${halves(secret).join('\r')} done`] },
  { style: 'wrapped at 80 columns', lines: wrapAt(80) },
  { style: 'wrapped at 120 columns', lines: wrapAt(120) },
  {
    style: 'in a list of JSON',
    lines: (secret) => [JSON.stringify({ level: 'info', argv: ['login', '--token', secret], ok: true })],
  },
];

const tools = runTools();
const TOKENS = PLANTS.map((_, index) => githubToken(100 + index));

function stepsOf(lines: readonly string[], planted: readonly (readonly string[])[]): PrintedStep[] {
  const third = Math.ceil(lines.length / 3);
  return ['checkout', 'build it', 'test'].map((name, index) => ({
    name,
    lines: [...lines.slice(index * third, (index + 1) * third), ...planted.filter((_, at) => at % 3 === index).flat()],
  }));
}

/** What has to be found, in the order of the log. */
function expectedIn(lines: readonly string[], places: readonly (readonly ShownAt[])[]): string[] {
  const third = Math.ceil(lines.length / 3);
  return PLANTS.map(({ lines: linesOf }, at) => ({ size: linesOf('').length, at })).flatMap(({ at }) => {
    const before = PLANTS.slice(0, at).filter((_, other) => other % 3 === at % 3);
    const skipped = before.flatMap((plant) => plant.lines(TOKENS[0] as string)).length;
    const own = lines.slice((at % 3) * third, ((at % 3) + 1) * third).length;
    const place = places[at % 3]?.[own + skipped];
    if (place === undefined) throw new Error('the wrapper lost a line');
    const { line, ...log } = place;
    return [shown({ line, log, revealed: TOKENS[at] } as never)];
  });
}

describe('logs of real tools', () => {
  test('there are enough of them', () => {
    expect(tools.length).toBeGreaterThanOrEqual(6);
    for (const { name, lines } of tools) expect(lines.length, name).toBeGreaterThan(2);
    expect(tools.length * HOST_WRAPPERS.length).toBeGreaterThan(100);
  });

  describe.each(HOST_WRAPPERS)('as $name has them', ({ wrap }) => {
    test('without secrets nothing is found', async () => {
      for (const { name, lines } of tools) {
        const { discoveries } = await inspectLogText(wrap(stepsOf(lines, [])).text);
        expect(discoveries.filter(({ confidence }) => confidence !== 'low').map(shown), name).toEqual([]);
      }
    });

    test('every planted secret is found, once, on the line and in the step where the host shows it', async () => {
      for (const { name, lines } of tools) {
        const planted = PLANTS.map((plant, at) => plant.lines(TOKENS[at] as string));
        const { text, places } = wrap(stepsOf(lines, planted));
        const { discoveries } = await inspectLogText(text);
        const found = discoveries.filter(({ confidence }) => confidence !== 'low');
        expect(found.map(shown).sort(), name).toEqual(expectedIn(lines, places).sort());
      }
    });
  });
});

describe('a value that has no shape of its own', () => {
  const password = base62('log-password', 22);

  test.each([
    ['an assignment in colour', `\x1b[33mDB_PASSWORD\x1b[0m=\x1b[36m${password}\x1b[0m`],
    ['a shell that shows what it does', `+ mysql --user=root --password=${password} -e 'select 1'`],
    ['an exported variable', `export DB_PASSWORD='${password}'`],
    ['a wrapped line', `${'. '.repeat(26)}    export DB_PASSWORD=${password.slice(0, 4)}\n${password.slice(4)}`],
  ])('%s', async (_, line) => {
    const { discoveries } = await inspectLogText(`one\n${line}\ntwo\n`);
    expect(discoveries.map(shown)).toEqual([`2 () ${password}`]);
  });
});
