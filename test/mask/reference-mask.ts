import { listForms } from '../../src/mask/forms/list-forms.js';

/**
 * The masker as slowly and plainly as it can be said: look for every form at every place, join what overlaps or touches, replace it.
 * It shares the list of forms with the real one, and nothing of the search.
 */
export function referenceMask(secrets: readonly Uint8Array[], text: Uint8Array, maskText: string): Buffer {
  const hidden = new Uint8Array(text.length);
  for (const form of secrets.flatMap((secret) => listForms(secret))) {
    const pattern = strip(form.bytes);
    for (
      let start = text.indexOf(pattern.bytes[0] ?? -1);
      start >= 0;
      start = text.indexOf(pattern.bytes[0] ?? -1, start + 1)
    ) {
      const end = matchAt(pattern, text, start);
      if (end === undefined) continue;
      hidden.fill(1, start, end.at);
      if (end.kind === 'cut off') continue;
      if (form.before !== undefined && start > 0 && fits(text[start - 1], form.before)) hidden[start - 1] = 1;
      if (form.after !== undefined && end.at < text.length && fits(text[end.at], form.after)) hidden[end.at] = 1;
    }
  }
  return replaceHidden(text, hidden, maskText);
}

/** Their beginnings wait too: a secret may follow. */
const COMMANDS = ['::add-mask::', '##[add-mask]', '##vso[task.set'];

/** How many bytes at the end of the text may still become part of an occurrence, or of a command that names a secret. */
export function referenceHeld(secrets: readonly Uint8Array[], text: Uint8Array): number {
  const forms = secrets.flatMap((secret) => listForms(secret)).map((form) => ({ ...form, pattern: strip(form.bytes) }));
  let held = 0;
  for (const { pattern } of forms) {
    for (let start = 0; start < text.length; start++) {
      if (beginsAt(pattern, text, start)) held = Math.max(held, text.length - start);
    }
  }
  for (const command of COMMANDS) {
    for (let length = held + 1; length < command.length; length++) {
      if (Buffer.from(text.subarray(-length)).equals(Buffer.from(command.slice(0, length)))) held = length;
    }
  }
  const last = text[text.length - held - 1];
  return forms.some(({ before }) => before !== undefined && fits(last, before)) ? held + 1 : held;
}

/** Whether the text ends inside an occurrence that begins at `start`. */
function beginsAt({ bytes, gaps }: Stripped, text: Uint8Array, start: number): boolean {
  let at = start;
  for (let index = 0; index < bytes.length; index++) {
    let spaces = 0;
    while (index > 0 && isSpace(text[at + spaces])) spaces++;
    if (spaces > 1024 || (spaces > 0 && !gaps.has(index) && index < 8)) return false;
    at += spaces;
    if (at >= text.length) return index > 0;
    if (text[at++] !== bytes[index]) return false;
  }
  return false;
}

interface Stripped {
  readonly bytes: number[];
  readonly gaps: Set<number>;
}

function strip(form: Uint8Array): Stripped {
  const bytes: number[] = [];
  const gaps = new Set<number>();
  for (const byte of form) {
    if (isSpace(byte)) gaps.add(bytes.length);
    else bytes.push(byte);
  }
  return { bytes, gaps };
}

function matchAt(
  { bytes, gaps }: Stripped,
  text: Uint8Array,
  start: number,
): { at: number; kind: 'whole' | 'cut off' } | undefined {
  let at = start;
  let lastByte = start;
  for (let index = 0; index < bytes.length; index++) {
    let spaces = 0;
    while (index > 0 && isSpace(text[at + spaces])) spaces++;
    if (spaces > 1024 || (spaces > 0 && !gaps.has(index) && index < 8)) return undefined;
    at += spaces;
    if (at - start > 65_535) return undefined;
    if (at >= text.length)
      return index >= Math.max(3, Math.min(8, Math.ceil(bytes.length / 2)))
        ? { at: lastByte, kind: 'cut off' }
        : undefined;
    if (text[at] !== bytes[index]) return undefined;
    lastByte = ++at;
  }
  return { at, kind: 'whole' };
}

function fits(byte: number | undefined, { mask, bits }: { mask: number; bits: number }): boolean {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const character = String.fromCharCode(byte ?? 0)
    .replace('-', '+')
    .replace('_', '/');
  const sextet = alphabet.indexOf(character);
  return sextet >= 0 && (sextet & mask) === bits;
}

function replaceHidden(text: Uint8Array, hidden: Uint8Array, maskText: string): Buffer {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end < text.length && hidden[end] === hidden[at]) end++;
    pieces.push(hidden[at] === 1 ? Buffer.from(maskText) : text.subarray(at, end));
    at = end;
  }
  return Buffer.concat(pieces);
}

function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 9 && byte <= 13) || byte === 32);
}
