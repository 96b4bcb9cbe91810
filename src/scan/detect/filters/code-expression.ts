import type { Assignment } from '../assignment/assignment.js';
import type { PathClass } from './path-class.js';

const TYPES =
  /^(?:&?(?:'\w+\s)?(?:mut\s)?)(?:string|str|String|text|char|varchar|bool|boolean|int|integer|number|float|double|object|bytes?|any|unknown|void|never|Optional|Option|Union|List|Array|Dict|Map|Vec|Secret|SecretStr|Box|Callable|ReactNode|symbol|buffer|Buffer|blob|uuid|date|datetime|json|jsonb|auto|var|let|const)(?:[\s[<(?!|;,*].*)?$/;
const MEMBER = /^(?:[A-Za-z_$][\w$]*|\*|&|this|self)(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+[\w$()[\]'"!?.;]*$/;
const CALL = /^(?:await\s+|new\s+|!)?[A-Za-z_$][\w$.:>-]*\s*\(.*$/s;
const INDEX = /^[A-Za-z_$][\w$.]*\[.*$/s;
const ENV_LOOKUP =
  /(?:process\.env|os\.environ|os\.getenv|getenv|System\.getenv|System\.getProperty|import\.meta\.env|Deno\.env|\$_ENV|\$_SERVER|\$ENV\{|ENV\[|ENV\.fetch|env::var|Sys\.getenv|GetEnvironmentVariable|environ\[)/;
/** SQL after a column's name, and other words that are never a value. */
const KEYWORD =
  /^(?:not\s+null|varchar|text|char|null|select|from|where|is|in|like|default|unique|primary|return|throw|if|else|for|while|function|def|class|import|export|lambda|async|await|new|yield|raise|print|echo|true|false|this|self|super|nil|none|undefined)\b[\s\S]*$/i;
const OPERATORS = /(?:&&|\|\||===?|!==?|=>|->|::|\+\+|<<|>>|\?\?|\/\*|\*\/)/;
/** Base64 with its padding, which is no comparison. */
const PADDED = /^[A-Za-z0-9+/_-]{8,}={1,2}$/;
const CAMEL_OR_CONSTANT =
  /^(?:[a-z]+(?:[A-Z][a-z]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:_[a-z]+)+)$/;

/** Why a value is code that computes it rather than the value; bare values are code in source files, quoted ones only as a lookup. */
export function codeReason(assignment: Assignment, path: PathClass): string | undefined {
  const { value, quote, surrounding } = assignment;
  if (ENV_LOOKUP.test(value)) return 'a lookup in the environment';
  if (quote !== 'none') return quotedCodeReason(value);
  if (path.language === 'code' && surrounding === 'plain') return 'an expression in source code';
  if (KEYWORD.test(value)) return 'a keyword';
  if (PADDED.test(value)) return undefined;
  if (TYPES.test(value)) return 'a type';
  if (MEMBER.test(value) && !/\d{3}/.test(value)) return 'a member of an object';
  if (CALL.test(value) || INDEX.test(value)) return 'a call or an index';
  if (OPERATORS.test(value)) return 'an expression';
  return CAMEL_OR_CONSTANT.test(value) ? 'an identifier' : undefined;
}

function quotedCodeReason(value: string): string | undefined {
  // The base64 alphabet has `=`, `/` and `+`: nothing of code there.
  if (/^[A-Za-z0-9+/=_-]+$/.test(value)) return undefined;
  if (/^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*\([^()]*\)[;.]?$/.test(value)) return 'a call';
  if (/^(?:\(\?[:=!i<]|\^).*[$)\]+*}]$|\[\^?[A-Za-z]-[A-Za-z]|\\[dws][+*{]|\.[+*]\)?\$?$/.test(value))
    return 'a regular expression';
  return /=>|\s(?:===?|&&|\|\||\?\?)\s|;\s*$/.test(value) && /\s/.test(value) ? 'code' : undefined;
}
