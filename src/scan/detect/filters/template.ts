import type { Quote } from '../assignment/assignment.js';

/** Languages that put a value in when they run: the pair must be well formed, so that `Pa$$w0rd` and `x<9}k{2` stay values. */
const INTERPOLATIONS =
  /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)|#\{[^{}]*\}|%\{[^{}]*\}|%\([A-Za-z_]\w*\)[sdr]|<%[^%]*%>|\{[A-Za-z_][\w.]*(?:![rsa])?(?::[^{}]*)?\}|\$\[\[|\{%|\\\([A-Za-z]/;
const PRINTF =
  /%(?:[-+0#]?\d*(?:\.\d+)?)(?:[sdvqfuxXc@p]|(?:hh?|ll?|[zjt])[diouxX])(?![A-Za-z0-9])|%[sdvq]|%-?\d*\$[sd]|^\{\d*\}|\{\}/;
/** One pair of marks around the whole value, a word between them. */
const SLOTS =
  /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|__\w+__|%[A-Za-z_]\w*%|@@?\w+@@?|:[a-z_]\w*|\$\$?[A-Za-z_]\w*(?::\w+)?|~\w+~|\|\w+\||!\w+!)$/;
/** YAML's anchors and aliases, which nobody quotes. */
const ALIAS = /^[&*][A-Za-z]\w*$/;
const STARTS = /^(?:\$\{|\$\(|\{\{|\$[A-Za-z_][\w.]*[\s/:)\]}]|<[A-Za-z][\w\s-]*>)/;
/** Parts of a shell's or template's expansion cut off by the end of the value. */
const CUT_OFF = /^\$(?:\{|\(|\[)|^\{\{|^<%|^#\{|^<[A-Za-z][\w-]*$/;

/** Why a value is filled in elsewhere; nothing when it is literal. */
export function templateReason(value: string, quote: Quote): string | undefined {
  if (quote === 'none' && ALIAS.test(value)) return 'an alias';
  if (SLOTS.test(value)) return 'a slot';
  if (STARTS.test(value) || CUT_OFF.test(value) || INTERPOLATIONS.test(value)) return 'a template';
  return PRINTF.test(value) ? 'a printf format' : undefined;
}
