import type { BenchResult } from '../../scan/inspect/bench-rules.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';

const DEFAULT_TOP = 20;
const HEADINGS = ['rule', 'hits', 'tried', 'matched', 'found', 'ms', 'µs each', 'share'];

function cellsOf({ costs }: BenchResult, top: number): readonly (readonly string[])[] {
  const total = costs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return costs
    .slice(0, top)
    .map(({ rule, hits, tried, matched, found, milliseconds }) => [
      rule,
      ...[hits, tried, matched, found].map(String),
      milliseconds.toFixed(1),
      ((milliseconds * 1000) / hits).toFixed(2),
      `${((milliseconds * 100) / total).toFixed(1)} %`,
    ]);
}

function asText(result: BenchResult, top: number, read: string): string {
  const rows = [HEADINGS, ...cellsOf(result, top)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
  const total = result.costs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const left = result.costs.length - Math.min(top, result.costs.length);
  return [
    ...lines,
    ...(left > 0 ? [`and ${left} more`] : []),
    '',
    `${read}: ${result.searchMilliseconds.toFixed(1)} ms to find keywords, ${total.toFixed(1)} ms to judge what stands around them`,
    '',
  ].join('\n');
}

function asJson({ files, bytes, searchMilliseconds, costs }: BenchResult, top: number): string {
  const rules = costs.slice(0, top);
  return `${JSON.stringify({ files, bytes, searchMilliseconds, rules }, undefined, 2)}\n`;
}

async function readTop(text: string | undefined): Promise<number> {
  if (text === undefined) return DEFAULT_TOP;
  const { readCount } = await import('../../config/quantity.js');
  return readCount({ text, where: () => '"--top"', code: 'USAGE' }, 1, 1_000_000);
}

export const rulesBench = defineCommand({
  name: 'rules bench',
  summary: 'measure what each rule costs and finds',
  synopsis: ['rules bench [OPTIONS] [PATH…]'],
  description: [
    'Reads the files on one thread and measures, rule by rule: how often a keyword was met (hits), how often the regex or the reader ran (tried), what that found before the filters (matched) and after them (found), and the time of all this. The clock is read at every hit, so all times are a little long; compare them with each other.',
    'Binary files and UTF-16 are left out, and of a longer file the first 4 MB count. Of matches that share a value each counts here, while a scan keeps one.',
  ],
  operands: {
    value: 'PATH',
    summary: 'files and folders; the current folder when there is none',
    atLeast: 0,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: [
    { name: 'top', value: 'N', default: '20', summary: 'how many rules, the dearest first', group: 'Output' },
    {
      name: 'format',
      letter: 'f',
      value: 'FORMAT',
      choices: ['text', 'json'],
      default: 'text',
      summary: 'how the figures are written',
      group: 'Output',
    },
    CONFIG_OPTION,
    ...COMMON_OPTIONS,
  ],
  examples: [{ line: 'keepmum rules bench --top 5 src', does: 'the five dearest rules' }],
  exitCodes: [
    { code: '0', means: 'the figures were printed' },
    { code: '3', means: 'a path is not there' },
    ...FAILURE_EXIT_CODES,
  ],
  async run({ flags, operands }, world) {
    const top = await readTop(flags.top);
    const { assetFolder } = await import('../../core/asset-folder.js');
    const { resolveRules } = await import('../../config/resolve-rules.js');
    const paths = operands.length === 0 ? ['.'] : operands;
    const site = { assetFolder: assetFolder(), cwd: world.cwd, configFlag: flags.config, environment: world.env };
    const { ruleSet } = await resolveRules({}, operands, site);
    const { RuleBench } = await import('../../scan/inspect/bench-rules.js');
    const { walk } = await import('../../scan/sources/walk.js');
    const bench = new RuleBench(ruleSet);
    for await (const events of walk(paths, { files: 'gitignore', environment: world.env })) {
      for (const event of events) if (event.kind === 'file') bench.add(event.path);
    }
    const { amount, byteAmount } = await import('../../scan/report/amounts.js');
    const result = bench.result();
    const read = `${amount(result.files, 'file')}, ${byteAmount(result.bytes)}`;
    await print(world.stdout, flags.format === 'json' ? asJson(result, top) : asText(result, top, read));
    return EXIT.clean;
  },
});
