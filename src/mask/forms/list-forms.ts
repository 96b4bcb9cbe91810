import { hasVisibleBytes, trimWhiteSpace } from '../white-space.js';
import { base64Cores, toUrlAlphabet } from './base64.js';
import { derivedValues } from './derived-values.js';
import { doubledForms } from './doubled.js';
import type { Form, FormName } from './form.js';
import { jsonForms } from './json.js';
import { markupForms } from './markup.js';
import { percentForms } from './percent.js';
import { shellForms } from './shell.js';
import { sourceLiteralForms } from './source-literals.js';
import { utf16Forms } from './utf16.js';
import { windowsForms } from './windows.js';

/** Encoded forms shorter than this would hit by chance. White space does not count. */
const MIN_ENCODED_BYTES = 6;
/** A line of a secret with several lines is masked by itself from this length on. */
const MIN_LINE_BYTES = 8;
/** A line break after at most so many bytes of an encoding hides them from the search; the rest is searched for by itself. */
const EARLY_BREAK_BYTES = 7;
/** Characters that no writer of quoted text touches; most tokens have no others. */
const NEVER_ESCAPED = /^[A-Za-z0-9_.-]*$/;

/**
 * Every way the secret can look, each once, the plain one first. The white space at its ends does not belong to it.
 * @param secret not empty after trimming.
 */
export function listForms(secret: Uint8Array): Form[] {
  const value = trimWhiteSpace(secret);
  const text = utf8Text(value);
  const forms: Form[] = [{ name: 'plain', bytes: value }, ...lineForms(value), ...encodedForms(value)];
  for (const derived of text === undefined ? [] : derivedValues(text)) {
    const bytes = trimWhiteSpace(Buffer.from(derived));
    forms.push({ name: 'derived', bytes }, ...lineForms(bytes), ...encodedForms(bytes));
  }
  return distinct(forms);
}

function encodedForms(value: Uint8Array): Form[] {
  const text = utf8Text(value);
  const forms = binaryForms(value);
  if (text === undefined) return forms;
  for (const spelling of newlineSpellings(text)) {
    if (spelling !== text) forms.push(...binaryForms(Buffer.from(spelling)));
    forms.push(...textForms(spelling));
  }
  return forms;
}

/** Line ends may have become CRLF, or LF, on the way to the encoder. */
function newlineSpellings(text: string): Set<string> {
  const lines = text.replaceAll('\r\n', '\n');
  return new Set([text, lines, lines.replaceAll('\n', '\r\n')]);
}

function binaryForms(value: Uint8Array): Form[] {
  const hex = Buffer.from(value).toString('hex');
  return [
    ...base64Forms(value, 'base64'),
    ...base64Cores(value).flatMap((core) => base64Forms(Buffer.from(core.text), 'base64-twice')),
    ...named('hex', [hex, hex.toUpperCase()].flatMap(withTail)),
    ...named('percent', percentForms(value)),
  ];
}

function base64Forms(value: Uint8Array, name: 'base64' | 'base64-twice' | 'base64-utf16'): Form[] {
  return base64Cores(value).flatMap(({ text, before, after }) => {
    const core = { name, bytes: Buffer.from(text), ...(before && { before }), ...(after && { after }) };
    if (name !== 'base64') return [core];
    const [, ...tails] = withTail(text).map((tail) => ({ name, bytes: Buffer.from(tail), ...(after && { after }) }));
    return [core, { ...core, name: 'base64url', bytes: Buffer.from(toUrlAlphabet(text)) }, ...tails];
  });
}

/** The encoded text, and what is left of it when a line broke in its first bytes, where no white space is looked for. */
function withTail(encoded: string): string[] {
  const tail = encoded.slice(EARLY_BREAK_BYTES);
  return tail.length < MIN_LINE_BYTES ? [encoded] : [encoded, tail];
}

function textForms(text: string): Form[] {
  const [littleEndian, bigEndian] = utf16Forms(text);
  return [
    ...(NEVER_ESCAPED.test(text) ? [] : escapedForms(text)),
    { name: 'utf16', bytes: littleEndian },
    { name: 'utf16', bytes: bigEndian },
    ...base64Forms(littleEndian, 'base64-utf16'),
  ];
}

function escapedForms(text: string): Form[] {
  return [
    ...named('json', jsonForms(text)),
    ...named('shell', shellForms(text)),
    ...named('source', sourceLiteralForms(text)),
    ...named('markup', markupForms(text)),
    ...named('doubled', doubledForms(text)),
    ...named('windows', windowsForms(text)),
  ];
}

function named(name: FormName, texts: readonly string[]): Form[] {
  return texts.map((text) => ({ name, bytes: Buffer.from(text) }));
}

/** Lines that carry something: not short, not a PEM header, which stands in every key alike. */
function lineForms(value: Uint8Array): Form[] {
  const lines = Buffer.from(value)
    .toString('latin1')
    .split(/[\r\n]+/);
  if (lines.length < 2) return [];
  return lines
    .filter((line) => !/^\s*-----(BEGIN|END) [^-]*-----\s*$/.test(line))
    .map((line) => trimWhiteSpace(Buffer.from(line, 'latin1')))
    .filter((line) => hasVisibleBytes(line, MIN_LINE_BYTES) && new Set(line).size > 1)
    .map((bytes) => ({ name: 'line', bytes }));
}

function utf8Text(value: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    // Binary secrets have no text forms.
    return undefined;
  }
}

function distinct(forms: readonly Form[]): Form[] {
  const seen = new Set<string>();
  return forms.filter((form) => {
    const isRaw = form.name === 'plain' || form.name === 'derived';
    if (!isRaw && !hasVisibleBytes(form.bytes, MIN_ENCODED_BYTES)) return false;
    const key = `${Buffer.from(form.bytes).toString('latin1')}|${JSON.stringify([form.before, form.after])}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
