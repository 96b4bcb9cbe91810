import { KeepmumError } from '../../core/keepmum-error.js';
import { nearestName } from '../../core/nearest-name.js';
import { readOptions } from './reference-options.js';
import { ReferenceText } from './reference-text.js';
import { type SecretReference, STORE_KINDS, type StoreKind } from './secret-reference.js';
import { SYNTAX_OF } from './store-syntax.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of a reference stand, without the marks between them. */
interface Parts {
  readonly path: Span;
  readonly options?: Span;
  readonly key?: Span;
}

const EXPECTED = STORE_KINDS.map((kind) => `${kind}://`).join(', ');

/** What has no scheme of ours may be the secret itself, so no more of it is shown than a scheme. */
function storeOf(text: string): StoreKind {
  const [, scheme] = /^([A-Za-z][\w+.-]{0,20}):\/\//.exec(text) ?? [];
  const store = STORE_KINDS.find((kind) => kind === scheme);
  if (store !== undefined) return store;
  const found = scheme === undefined ? 'it has no scheme' : `character 1: unknown scheme "${scheme}"`;
  const nearest = scheme === undefined ? undefined : nearestName(scheme, STORE_KINDS);
  throw new KeepmumError('REFERENCE_INVALID', `cannot read a reference: ${found}, expected ${EXPECTED}`, {
    hints: nearest === undefined ? [] : [`did you mean "${nearest}://"?`],
  });
}

/** Options may stand before the key or after it. */
function split(source: ReferenceText, start: number): Parts {
  const { text } = source;
  const marks = [...text.slice(start).matchAll(/[?#]/g)].map(({ 0: mark, index }) => ({ mark, at: start + index }));
  const parts: { options?: Span; key?: Span } = {};
  for (const [order, { mark, at }] of marks.entries()) {
    const part = mark === '?' ? 'options' : 'key';
    if (parts[part] !== undefined) {
      const code = mark === '?' ? '%3F' : '%23';
      throw source.error(at, `a second "${mark}"`, [`where "${mark}" belongs to a name it is written "${code}"`]);
    }
    parts[part] = { start: at + 1, end: marks[order + 1]?.at ?? text.length };
  }
  return { path: { start, end: marks[0]?.at ?? text.length }, ...parts };
}

function readPath(source: ReferenceText, store: StoreKind, { start, end }: Span): string {
  const syntax = SYNTAX_OF[store];
  if (start === end) throw source.error(start, `nothing, expected ${store}://${syntax.path}`);
  const path = source.decoded(start, end);
  const fault = syntax.fault(path);
  if (fault !== undefined) throw source.error(start, `${fault}, expected ${store}://${syntax.path}`);
  return path;
}

function readKey(source: ReferenceText, { start, end }: Span): string {
  if (start === end) throw source.error(start - 1, 'a "#" with no key after it');
  return source.decoded(start, end);
}

/**
 * Reads `STORE://PATH`, with `?NAME=VALUE&…` and `#KEY` after it in either order.
 *
 * @throws KeepmumError `REFERENCE_INVALID`, pointing at the character
 */
export function parseReference(text: string): SecretReference {
  const store = storeOf(text);
  const source = new ReferenceText(text);
  const parts = split(source, store.length + '://'.length);
  return {
    text,
    store,
    path: readPath(source, store, parts.path),
    ...(parts.key !== undefined && { key: readKey(source, parts.key) }),
    options: parts.options === undefined ? {} : readOptions(source, store, parts.options.start, parts.options.end),
  };
}
