/** A path as a relative URI reference: a colon in it is no scheme, a slash before it no host, and every other byte is escaped. */
export function relativeUri(path: string): string {
  const encoded = path
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replaceAll(/[!'()*]/g, percent))
    .join('/');
  return encoded.replace(/^\/+/, '');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
