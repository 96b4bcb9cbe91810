import { nearestName } from '../../core/nearest-name.js';
import type { ParsedRuleFile } from './parsed-rule-file.js';
import type { Problem } from './problem.js';

/** What is wrong between rules and not inside one: an id given twice, an allowlist for a rule that is not there. */
export function findSetProblems(files: readonly ParsedRuleFile[]): readonly Problem[] {
  const places = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file, rules } of files) {
    for (const { rule, line } of rules) {
      const first = places.get(rule.id);
      if (first === undefined) places.set(rule.id, `${file}:${line}`);
      else problems.push({ file, line, rule: rule.id, message: `the id is taken by the rule at ${first}` });
    }
  }
  const ids = [...places.keys()];
  const near = (id: string): string => {
    const nearest = nearestName(id, ids);
    return nearest === undefined ? '' : `, did you mean "${nearest}"?`;
  };
  for (const { file, rules } of files) {
    for (const { rule, line } of rules) {
      const unknown = (rule.parts ?? []).filter((part) => !places.has(part.rule));
      const messages = unknown.map(
        (part) => `part "${part.name}" is the unknown rule "${part.rule}"${near(part.rule)}`,
      );
      problems.push(...messages.map((message) => ({ file, line, rule: rule.id, message })));
    }
  }
  for (const { file, targeted } of files) {
    for (const id of targeted.flatMap(({ rules }) => rules).filter((one) => !places.has(one))) {
      problems.push({ file, line: 1, message: `an allowlist targets the unknown rule "${id}"${near(id)}` });
    }
  }
  return problems;
}
