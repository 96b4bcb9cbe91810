const MARKER = /(?:keepmum|gitleaks):allow\b([^\n]*)/;
/** A rule id, alone or in a list. */
const RULE_LIST = /^[ \t]+([a-z0-9][a-z0-9-]*(?:[ \t]*,[ \t]*[a-z0-9][a-z0-9-]*)*)[ \t]*(?=$|--|\*\/|-->|#\}|\r)/;

/**
 * Whether a comment on the line allows findings of `rule` there: `keepmum:allow`, optionally with rule ids and
 * ` -- reason`; `gitleaks:allow` alike.
 */
export function isAllowedInline(line: string, rule: string): boolean {
  const marker = MARKER.exec(line);
  if (marker === null) return false;
  const ids = RULE_LIST.exec(marker[1] ?? '')?.[1];
  return ids === undefined || ids.split(',').some((id) => id.trim() === rule);
}
