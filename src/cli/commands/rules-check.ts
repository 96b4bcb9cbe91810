import type { ParsedRuleFile } from '../../scan/rules/parsed-rule-file.js';
import type { Problem } from '../../scan/rules/problem.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS } from '../common-options.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';

/** First their form; only rules of the right form can be tried on their examples. */
async function findProblems(files: readonly ParsedRuleFile[]): Promise<readonly Problem[]> {
  const { findSetProblems } = await import('../../scan/rules/set-problems.js');
  const malformed = [...files.flatMap((file) => file.problems), ...findSetProblems(files)];
  if (malformed.length > 0) return malformed;
  const { checkRules } = await import('../../scan/rules/check-rules.js');
  const { ruleCheckTools } = await import('../../scan/rules/rule-check-tools.js');
  return checkRules(files, ruleCheckTools(files));
}

export const rulesCheck = defineCommand({
  name: 'rules check',
  summary: 'try every rule on its own examples, and its form',
  synopsis: ['rules check [FILE…]'],
  description: [
    'Checks rule files (the built-in ones when no FILE is given): keys and values, regular expressions that RE2 takes, literals, unique ids; every example must be found, and no nonExample. Each problem is one line, file:line: message.',
  ],
  operands: {
    value: 'FILE',
    summary: 'rule files, or folders of them',
    atLeast: 0,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: COMMON_OPTIONS,
  examples: [{ line: 'keepmum rules check keepmum.toml', does: 'the rules of a configuration' }],
  exitCodes: [
    { code: '0', means: 'there are no problems' },
    { code: '2', means: 'there are problems, or the command line is wrong' },
    { code: '3', means: 'a file could not be read' },
    { code: '4', means: 'keepmum itself failed' },
  ],
  async run({ operands }, world) {
    const { readRuleFiles } = await import('../rules/rule-files.js');
    const files = readRuleFiles(operands, world.cwd);
    const problems = await findProblems(files);
    const { problemLine } = await import('../../scan/rules/problem.js');
    await print(world.stdout, problems.map((problem) => `${problemLine(problem)}\n`).join(''));
    const { amount } = await import('../../scan/report/amounts.js');
    const rules = amount(files.flatMap((file) => file.rules).length, 'rule');
    if (problems.length > 0) {
      const { KeepmumError } = await import('../../core/keepmum-error.js');
      throw new KeepmumError(
        'RULES_INVALID',
        `cannot use the rules: ${amount(problems.length, 'problem')} in ${rules}, expected none`,
      );
    }
    await print(world.stdout, `${rules} in ${amount(files.length, 'file')}, no problems\n`);
    return EXIT.clean;
  },
});
