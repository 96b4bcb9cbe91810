const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', f: '\f', e: '\x1b' };
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r?\n[ \t]*|([\s\S]))/g;
const ENTITY = /&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g;

/** What a double-quoted, single-quoted or template literal stands for; an escape no language knows keeps its backslash. */
export function unescapeLiteral(raw: string): string {
  const plain = raw.includes('\\')
    ? raw.replace(ESCAPE, (whole, braced, four, two, one) => {
        const hex: string | undefined = braced ?? four ?? two;
        if (hex !== undefined) return character(Number.parseInt(hex, 16), whole);
        if (one === undefined) return '';
        return SIMPLE[one] ?? (/[A-Za-z0-9]/.test(one) ? whole : one);
      })
    : raw;
  return unescapeEntities(plain);
}

/** What a bare value stands for: properties and shells put a backslash before a sign, and letters after one are themselves. */
export function unescapeBare(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^A-Za-z0-9]))/g, (whole, four, one) =>
    four === undefined ? one : character(Number.parseInt(four, 16), whole),
  );
}

/** XML and HTML character references; others stay as they are. */
export function unescapeEntities(raw: string): string {
  if (!raw.includes('&') || !raw.includes(';')) return raw;
  return raw.replace(ENTITY, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return character(decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10), whole);
  });
}

function character(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
