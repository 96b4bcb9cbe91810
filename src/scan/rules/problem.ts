/** Something in a rule file that has to be put right. */
export interface Problem {
  /** As the file was named to the parser. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** Rule id; absent when the problem is not of one rule. */
  readonly rule?: string;
  /** A warning is worth a look, but the rule works; absent for an error. */
  readonly level?: 'warning';
  /** Lower case, no final period; never an expanded example. */
  readonly message: string;
}

/** `file:line: rule: message`, as editors and code hosts recognise it. */
export function problemLine({ file, line, rule, level, message }: Problem): string {
  return `${file}:${line}: ${level ? `${level}: ` : ''}${rule === undefined ? '' : `rule "${rule}": `}${message}`;
}
