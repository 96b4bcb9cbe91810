const MASK = '***';
/** As long as a mask, with characters that no text has. */
const MARK = '\x02*\x03';
/** The end of some base64 with its padding, or a percent code. */
const REST = /^(?:[A-Za-z0-9+/_-]{1,64}={1,2}(?![\w=*])|%[0-9A-Fa-f]{2})/;
/** The beginning of a Basic login. */
const BEGINNING = /^[A-Za-z0-9+/]{4,512}$/;
const BASIC = 'basic ';
/** Looked at on either side, so that a hostile line costs no more than a long one. Characters. */
const REACH = 513;

/** Whether what stands before `at` is a Basic login that goes on there. */
function isCutLogin(text: string, at: number): boolean {
  const from = Math.max(0, at - REACH);
  const blank = text.slice(from, at).lastIndexOf(' ') + from;
  const isBasic = text.slice(Math.max(0, blank + 1 - BASIC.length), blank + 1).toLowerCase() === BASIC;
  return isBasic && BEGINNING.test(text.slice(blank + 1, at));
}

/**
 * Marks a host's masks beside what is left of an encoded value, so that the rule `host-mask-leftover` sees them, and no other rule
 * takes stars for a value.
 */
export function markLeftovers(text: string): string {
  let marked = '';
  let done = 0;
  for (let at = text.indexOf(MASK); at >= 0; at = text.indexOf(MASK, at)) {
    const end = at + MASK.length;
    const isAlone = text[at - 1] !== '*' && text[end] !== '*';
    if (isAlone && (REST.test(text.slice(end, end + REACH)) || isCutLogin(text, at))) {
      marked += text.slice(done, at) + MARK;
      done = end;
    }
    at = end;
  }
  return marked + text.slice(done);
}
