import type { SecretReference } from './secret-reference.js';

// What would end a part, or be decoded; everything else stays readable. The parser refuses control characters anyway.
const encoded = (text: string, marks: RegExp): string => text.replace(marks, (mark) => encodeURIComponent(mark));

/** The reference as text, options before the key; reading it gives the same reference. */
export function printReference({ store, path, key, options }: Omit<SecretReference, 'text'>): string {
  const pairs = Object.entries(options).map(
    ([name, value]) => `${encoded(name, /[%?#&=]/g)}=${encoded(value, /[%?#&]/g)}`,
  );
  const query = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return `${store}://${encoded(path, /[%?#]/g)}${query}${key === undefined ? '' : `#${encoded(key, /[%?#]/g)}`}`;
}

/** The same address with another key, or with none. */
export function withKey(reference: SecretReference, key: string): SecretReference {
  const changed = { ...reference, key };
  return { ...changed, text: printReference(changed) };
}
