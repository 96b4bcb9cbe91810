import { describe, expect, it } from 'vitest';
import { userInfoFollows } from '../../../src/scan/detect/user-info.js';

function follows(url: string, length = url.length): boolean {
  return userInfoFollows(Buffer.from(url), url.indexOf('://') + 3, length);
}

describe('userInfoFollows', () => {
  it.each([
    ['https://bob:pw@host', true],
    ['https://bob:p:w%40$x@host/path', true],
    ['https://:pw@host', true],
    ['https://é:ö@host', true],
    ['https://bob@host:80', false],
    ['https://host:8080/a@b', false],
    ['https://host/path?mail=a:b@c', false],
    ['see https://host: a:b@c', false],
    ['"https://host:80","a@b"', false],
    ['https://', false],
  ])('%s: %s', (url, expected) => {
    expect(follows(url)).toBe(expected);
  });

  it('reads only what is in use, and not for ever', () => {
    expect(follows('https://bob:pw@host', 14)).toBe(false);
    expect(follows(`https://bob:${'x'.repeat(2000)}@host`)).toBe(false);
  });
});
