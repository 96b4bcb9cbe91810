const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The part of the bytes that may be read: everything outside `from`..`to` counts as the end of the text. */
export interface Readable {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** The byte at an offset, or -1 outside the readable part. */
export function byteAt(text: Readable, at: number): number {
  return at >= text.from && at < text.to ? (text.bytes[at] as number) : -1;
}

/** The text between two offsets; bytes that are not UTF-8 become U+FFFD. */
export function decode(text: Readable, start: number, end: number): string {
  const { bytes } = text;
  // Nearly all names and values are ASCII, for which there is a shorter way.
  for (let at = start; at < end; at++) {
    if ((bytes[at] as number) >= 0x80) return decoder.decode(bytes.subarray(start, end));
  }
  return bytes.toString('latin1', start, end);
}

/** Whether these ASCII letters, given in lower case, stand at the offset in any case. */
export function standsAt(text: Readable, at: number, lower: string): boolean {
  if (at < text.from || at + lower.length > text.to) return false;
  for (let i = 0; i < lower.length; i++) {
    const wanted = lower.charCodeAt(i);
    const found = text.bytes[at + i] as number;
    // 0x20 is the ASCII case bit; only letters have a second case.
    if (found !== wanted && !(wanted >= 0x61 && wanted <= 0x7a && (found | 0x20) === wanted)) return false;
  }
  return true;
}
