/** The text in UTF-16, little and big endian, as Windows tools and PowerShell redirections write it. */
export function utf16Forms(text: string): [littleEndian: Uint8Array, bigEndian: Uint8Array] {
  const littleEndian = Buffer.from(text, 'utf16le');
  return [littleEndian, Buffer.from(littleEndian).swap16()];
}
