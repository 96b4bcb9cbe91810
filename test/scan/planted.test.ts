import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Discovery } from '../../src/scan/discovery.js';
import { readRuleFolder } from '../../src/scan/rules/compile-builtin.js';
import { expandExample } from '../../src/scan/rules/examples/expand-template.js';
import { HOST_FORMATS, type HostFormat } from '../fixtures/host-formats.js';
import { inspect, makeInspector } from './engine.js';

const inspector = makeInspector({ inlineAllow: 'ignored' });
const rules = readRuleFolder(join(import.meta.dirname, '../../rules'))
  .flatMap((file) => file.rules)
  // What is only a part of other findings is found beside them: test/scan/detect/composites.test.ts.
  .filter(({ rule }) => !rule.skipReport);

/** What is not planted, and why; everything else is. */
const NOT_PLANTED: readonly {
  readonly rule: RegExp;
  readonly formats: readonly string[];
  readonly text: RegExp;
  readonly why: string;
}[] = [
  {
    rule: /^generic-/,
    formats: ['JavaScript', 'Python', 'Go'],
    text: /[:=] ?[^\s"']+$/,
    why: 'a bare word behind a name is an expression in source code, not a value',
  },
  {
    rule: /^host-mask-leftover$/,
    formats: ['JSON', 'JavaScript', 'Java properties'],
    text: /\x02/,
    why: 'the control characters of a host that masks its logs stand in logs, where nothing escapes them',
  },
];

/** Line and column of an offset, counted the slow way. */
function placeOf(content: string, offset: number): string {
  const lines = content.slice(0, offset).split('\n');
  return `${lines.length}:${[...(lines.at(-1) ?? '')].length + 1}`;
}

/** What stands where a value was decoded from; all on one line. */
function encodedAt(text: string, { line, column, endColumn }: Discovery): string {
  return (text.split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1);
}

/** What is wrong with what was found, or nothing. */
function problemOf(format: HostFormat, rule: string, text: string): string | undefined {
  if (NOT_PLANTED.some((one) => one.rule.test(rule) && one.formats.includes(format.name) && one.text.test(text)))
    return undefined;
  const plain = inspect(inspector, text, format.path).discoveries.find((one) => one.rule === rule);
  if (plain?.revealed === undefined) return `${rule} in ${format.path}: not found even as it is`;
  const content = format.embed(text);
  // As the host writes it; a secret that the host has to change (a line feed, a quote) is known by its first characters.
  const shown = plain.decodedFrom === undefined ? plain.revealed : encodedAt(text, plain);
  const written = [shown, shown.slice(0, 8), shown.slice(0, 4)].find((one) => content.includes(one));
  if (written === undefined) return `${rule} in ${format.name}: the host rewrites how it begins`;
  const found = inspect(inspector, content, format.path).discoveries;
  const places = found.map((one) => `${one.line}:${one.column}`);
  const wanted = placeOf(content, content.indexOf(written));
  if (places.includes(wanted)) return undefined;
  return `${rule} in ${format.name}: wanted at ${wanted}, found ${found.map((one, at) => `${one.rule} at ${places[at]}`).join(', ') || 'nothing'}`;
}

describe('planted', () => {
  it('has rules with examples to plant', () => {
    expect(rules.length).toBeGreaterThan(80);
    expect(rules.filter(({ examples }) => examples.length < 2).map(({ rule }) => rule.id)).toEqual([]);
  });

  it.each(HOST_FORMATS.map((format) => [format.name, format] as const))(
    'every example in %s is found in its place',
    (_, format) => {
      const problems = rules.flatMap(({ rule, examples }) =>
        examples.flatMap((example, at) => {
          const { text } = expandExample(example, `${rule.id}#${at}`);
          return problemOf(format, rule.id, text) ?? [];
        }),
      );
      expect(problems).toEqual([]);
    },
  );
});
