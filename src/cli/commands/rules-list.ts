import { SEVERITIES } from '../../scan/rules/rule.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import type { DescribedRule } from '../described-rules.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';

const WHICH = 'Which rules';

function asTable(rules: readonly DescribedRule[]): string {
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${id.padEnd(widest)}  ${severity.padEnd(8)}  ${title}\n`).join('');
}

function asJson(rules: readonly DescribedRule[]): string {
  const rows = rules.map(({ id, issuer, title, description, severity, confidence, tags, references, advice }) => {
    return { id, issuer, title, description, severity, confidence, tags, references, advice };
  });
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

export const rulesList = defineCommand({
  name: 'rules list',
  summary: 'list what a scan looks for',
  synopsis: ['rules list [OPTIONS]'],
  description: ['Lists the rules that a scan started here would use, those of a configuration file included.'],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: [
    { name: 'issuer', value: 'NAME', summary: 'only those of one issuer, as in github', group: WHICH },
    { name: 'severity', value: 'LEVEL', choices: SEVERITIES, summary: 'only those of one severity', group: WHICH },
    { name: 'tag', value: 'TAG', summary: 'only those with a tag', group: WHICH },
    {
      name: 'format',
      letter: 'f',
      value: 'FORMAT',
      choices: ['text', 'json', 'ids'],
      default: 'text',
      summary: 'how the list is written',
      group: 'Output',
    },
    CONFIG_OPTION,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { line: 'keepmum rules list --severity critical', does: 'what is worst when it leaks' },
    { line: 'keepmum rules list --issuer github --format ids', does: 'ids, one a line, for --only and --skip' },
  ],
  exitCodes: [{ code: '0', means: 'the list was printed, even if it is empty' }, ...FAILURE_EXIT_CODES],
  async run({ flags }, world) {
    const { describedRules } = await import('../described-rules.js');
    const rules = (await describedRules(flags.config, world)).filter(
      (rule) =>
        (flags.issuer === undefined || rule.issuer === flags.issuer.toLowerCase()) &&
        (flags.severity === undefined || rule.severity === flags.severity) &&
        (flags.tag === undefined || rule.tags.includes(flags.tag)),
    );
    const writers = { text: asTable, json: asJson, ids: () => rules.map(({ id }) => `${id}\n`).join('') };
    await print(world.stdout, writers[(flags.format ?? 'text') as keyof typeof writers](rules));
    return EXIT.clean;
  },
});
