import { escapeText, hexadecimal } from './escape.js';

const TEXT = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const QUOTES = ['"', '&quot;', '&#34;', '&#x22;', '&#034;'] as const;
const APOSTROPHES = ["'", '&apos;', '&#39;', '&#x27;', '&#039;', '&#X27;'] as const;
const NONE = /[^\s\S]/;

/** XML and HTML escapes: entities and numbers for the five characters, and numbers for what is not ASCII. */
export function markupForms(text: string): string[] {
  const forms = new Set<string>();
  for (const quote of QUOTES) {
    for (const apostrophe of APOSTROPHES) {
      const short = { ...TEXT, '"': quote, "'": apostrophe };
      forms.add(escapeText(text, { short, numeric: NONE, number: String }));
      forms.add(escapeText(text, { short, numeric: /[^\0-\x7f]/, number: (point) => `&#${point};` }));
      forms.add(
        escapeText(text, {
          short,
          numeric: /[^\0-\x7f]/,
          number: (point) => `&#x${hexadecimal(point, 1).toUpperCase()};`,
        }),
      );
      forms.add(escapeText(text, { short: { ...short, '>': '>' }, numeric: NONE, number: String }));
    }
  }
  // In attributes, and by Go everywhere, white space becomes a number; OWASP's advice adds the slash, mustache `=` and the back quote.
  for (const quote of QUOTES) {
    const short = { ...TEXT, '"': quote, "'": quote === '&#34;' ? '&#39;' : "'" };
    const decimal = { ...short, '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };
    const hex = { ...short, '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' };
    for (const style of [decimal, hex]) forms.add(escapeText(text, { short: style, numeric: NONE, number: String }));
    // Go puts a replacement character where XML allows none.
    forms.add(escapeText(text, { short: hex, numeric: /[\0-\x1f\ufffe\uffff]/, number: () => '\ufffd' }));
  }
  const owasp = { ...TEXT, '"': '&quot;', "'": '&#x27;', '/': '&#x2F;' };
  forms.add(escapeText(text, { short: owasp, numeric: NONE, number: String }));
  const mustache = { ...owasp, "'": '&#39;', '`': '&#x60;', '=': '&#x3D;' };
  forms.add(escapeText(text, { short: mustache, numeric: NONE, number: String }));
  return [...forms];
}
