import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import jsTokens from 'js-tokens';

const SRC = join(import.meta.dirname, '../src');

/** A regular expression written in a source. */
export interface RegexLiteral {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

/** @param typescript a source's text */
export function regexLiteralsOf(typescript: string, file: string): RegexLiteral[] {
  const { code } = transformSync(typescript, { loader: 'ts' });
  return [...jsTokens(code)]
    .filter(({ type }) => type === 'RegularExpressionLiteral')
    .map(({ value }) => {
      const end = value.lastIndexOf('/');
      return { file, pattern: value.slice(1, end), flags: value.slice(end + 1) };
    });
}

/** Those of all sources, each once. */
export function allRegexLiterals(): RegexLiteral[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const all = files.sort().flatMap((file) => regexLiteralsOf(readFileSync(join(SRC, file), 'utf8'), file));
  return [...new Map(all.map((literal) => [`/${literal.pattern}/${literal.flags}`, literal])).values()];
}
