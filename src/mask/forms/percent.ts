/** How each percent encoder spells the 256 bytes: the characters here stay as they are, and ASCII letters and digits. */
const SPELLINGS = [
  '-_.~', // RFC 3986 unreserved: curl, Go's QueryEscape, Python's quote_plus
  '-_.~/', // Python's quote
  "-_.!~*'()", // encodeURIComponent
  '*-._', // form encoding of the URL standard and of Java
  ";,/?:@&=+$-_.!~*'()#", // encodeURI
  '-_.~$&+,;=', // Go's user information
  '-_.~$&+=:@', // Go's path segments
  "-_.~!$&'()*+,%", // the URL standard's user information
  '-_.~!$&\'()*+,;=:@/?"', // a lax query
].map(spellings);

/** Percent encodings in upper and lower case, with `%20` and with `+` for a space, and encoded twice. */
export function percentForms(value: Uint8Array): string[] {
  const forms = new Set<string>();
  for (const spelling of SPELLINGS) {
    const encoded = Array.from(value, (byte) => spelling[byte]).join('');
    for (const cased of [encoded, lowerCaseEscapes(encoded)]) {
      forms.add(cased);
      forms.add(cased.replaceAll('%20', '+'));
      forms.add(cased.replaceAll('%', '%25'));
    }
  }
  return [...forms];
}

function spellings(kept: string): readonly string[] {
  return Array.from({ length: 256 }, (_, byte) => {
    const character = String.fromCharCode(byte);
    const isKept = /[A-Za-z0-9]/.test(character) || kept.includes(character);
    return isKept ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

function lowerCaseEscapes(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
}
