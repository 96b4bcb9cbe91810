import { createHash } from 'node:crypto';

const WORDS =
  `Downloading installing resolved package module compile warning error in src node_modules build test passed failed at
line with the and for from to image layer sha256 step running cache restored saved uploading artifact checkout fetch origin refs heads
main Requirement already satisfied npm info GET 200 https://registry.example.test/ ms 0.00kB Compiling v1.0.2 Step 4/17 RUN apt-get
update Hit:1 bookworm InRelease ok 1234 tests skipped coverage 87.4% [INFO] [WARNING] Finished dev profile target(s)`.split(
    /\s+/,
  );

/** Build-log text of about `megabytes` MB, the same every time: timestamps, words, paths, and a hash now and then. */
export function logText(megabytes) {
  let seed = 1;
  const random = (limit) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % limit;
  };
  const lines = [];
  for (let length = 0; length < 8e6; length += lines.at(-1).length + 1) {
    const words = Array.from(
      { length: 4 + random(14) },
      () => WORDS[random(WORDS.length)] + (random(10) === 0 ? '/' : ''),
    );
    const hash = random(5) === 0 ? ` ${createHash('sha1').update(String(seed)).digest('hex')}` : '';
    lines.push(
      `2026-05-0${1 + random(9)}T12:${10 + random(50)}:${10 + random(50)}.${1000000 + random(8999999)}Z ${words.join(' ')}${hash}`,
    );
  }
  const block = Buffer.from(`${lines.join('\n')}\n`);
  return Buffer.concat(Array.from({ length: Math.ceil((megabytes * 1e6) / block.length) }, () => block)).subarray(
    0,
    megabytes * 1e6,
  );
}

/** Tokens of 20 to 59 letters and digits, none of which is in the text. */
export function tokens(count) {
  const token = (index) =>
    createHash('sha512')
      .update(`token ${index}`)
      .digest('base64')
      .replace(/[+/=]/g, '')
      .slice(0, 20 + (index % 40));
  return Array.from({ length: count }, (_, index) => token(index));
}
