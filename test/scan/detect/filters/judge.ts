import { judgeAssignment } from '../../../../src/scan/detect/filters/judge-assignment.js';
import type { Verdict } from '../../../../src/scan/detect/filters/verdict.js';
import { readAll } from '../assignment/read-all.js';

/** What is reported of a text, as read and judged: `dropped` ones left out. */
export function findingsIn(text: string, path: string): (Extract<Verdict, { kind: 'finding' }> & { value: string })[] {
  return readAll(text).flatMap((assignment) => {
    const verdict = judgeAssignment(assignment, path);
    return verdict.kind === 'finding' ? [{ ...verdict, value: assignment.value }] : [];
  });
}

/** Findings at the default gate. */
export function reportedIn(text: string, path: string): string[] {
  return findingsIn(text, path)
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ value }) => value);
}
