/** Decodes base64 (either alphabet) that holds one JSON object; undefined when it does not. */
export function decodeJsonObject(base64: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(base64)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
