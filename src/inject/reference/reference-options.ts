import { nearestName } from '../../core/nearest-name.js';
import type { ReferenceText } from './reference-text.js';
import type { StoreKind } from './secret-reference.js';
import { SYNTAX_OF } from './store-syntax.js';

function checkName(source: ReferenceText, at: number, store: StoreKind, name: string): void {
  const { options, others } = SYNTAX_OF[store];
  if (Object.hasOwn(options, name)) return;
  const known = Object.keys(options);
  const nearest = nearestName(name, known);
  if (others === 'request' && nearest === undefined && name !== '') return;
  const expected = known.length === 0 ? `${store}:// has none` : `expected ${known.join(', ')}`;
  const hints = nearest === undefined ? [] : [`did you mean "${nearest}"?`];
  throw source.error(at, `unknown option "${name}", ${expected}`, hints);
}

/**
 * Reads `NAME=VALUE&…` between two offsets.
 *
 * @throws KeepmumError `REFERENCE_INVALID`
 */
export function readOptions(
  source: ReferenceText,
  store: StoreKind,
  start: number,
  end: number,
): Readonly<Record<string, string>> {
  const options = new Map<string, string>();
  let at = start;
  for (const pair of source.text.slice(start, end).split('&')) {
    const equals = pair.indexOf('=');
    const name = source.decoded(at, at + (equals < 0 ? pair.length : equals));
    checkName(source, at, store, name);
    if (equals < 0 || equals === pair.length - 1) throw source.error(at, `option "${name}" has no value`);
    if (options.has(name)) throw source.error(at, `option "${name}" is given twice`);
    const value = source.decoded(at + equals + 1, at + pair.length);
    if (SYNTAX_OF[store].options[name] === 'number' && !/^[1-9]\d{0,8}$/.test(value)) {
      throw source.error(at + equals + 1, `"${value}", expected the number of a version`);
    }
    options.set(name, value);
    at += pair.length + 1;
  }
  return Object.fromEntries(options);
}
