import type { Finding } from '../../scan/finding.js';

/** What a change of rules does to one finding. */
export interface Difference {
  readonly change: 'gained' | 'lost' | 'changed';
  /** After the change; before it for what is lost. */
  readonly finding: Finding;
  /** What it was before, when it is another now. */
  readonly before?: Finding;
}

/**
 * What a change of rules gains, loses and calls otherwise. A secret that another rule finds now is changed, not lost, as
 * long as it stands in the same place.
 *
 * @returns in the order of the findings, those that are lost last
 */
export function compareFindings(old: readonly Finding[], now: readonly Finding[]): readonly Difference[] {
  const before = new Map(old.map((finding) => [keyOf(finding), finding]));
  const after = new Set(now.map(keyOf));
  const gained = now.flatMap((finding): Difference[] => {
    const known = before.get(keyOf(finding));
    if (known === undefined) return [{ change: 'gained', finding }];
    return isSame(known, finding) ? [] : [{ change: 'changed', finding, before: known }];
  });
  const lost = old.filter((finding) => !after.has(keyOf(finding)));
  return [...gained, ...lost.map((finding): Difference => ({ change: 'lost', finding }))];
}

/** Fingerprints depend on the rule's family, places do not. */
function keyOf({ occurrences: [first] }: Finding): string {
  return `${first?.path}\0${first?.line}\0${first?.column}\0${first?.endLine}\0${first?.endColumn}`;
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.severity === b.severity && a.confidence === b.confidence;
}
