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
  // Go's xml writes white space as numbers; jQuery and OWASP's advice add the slash, mustache also `=` and the back quote.
  const go = { ...TEXT, '"': '&#34;', "'": '&#39;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' };
  forms.add(escapeText(text, { short: go, numeric: NONE, number: String }));
  const owasp = { ...TEXT, '"': '&quot;', "'": '&#x27;', '/': '&#x2F;' };
  forms.add(escapeText(text, { short: owasp, numeric: NONE, number: String }));
  const mustache = { ...owasp, "'": '&#39;', '`': '&#x60;', '=': '&#x3D;' };
  forms.add(escapeText(text, { short: mustache, numeric: NONE, number: String }));
  return [...forms];
}
