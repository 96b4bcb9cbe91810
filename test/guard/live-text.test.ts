import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expandExample } from '../../src/scan/rules/examples/expand-template.js';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { guardInPieces, MASK, makeLiveText, play } from './guarded.js';

const token = githubToken(1);
const pem = expandExample({ text: '{{pem:RSA PRIVATE KEY}}' }, 'guard').text;
const password = base62('password', 18);
const quiet = 'compiling one more module of many\n';

describe('while bytes come fast', () => {
  it('nothing is out that more bytes could change, and what is held is bounded', () => {
    const live = makeLiveText();
    let most = 0;
    let out = 0;
    for (let line = 0; line < 60_000; line++) {
      out += Buffer.concat(live.write(Buffer.from(quiet))).length;
      most = Math.max(most, live.held);
    }
    expect(most).toBeLessThan(512 * 1024);
    expect(out).toBeGreaterThan(60_000 * quiet.length - 512 * 1024);
    expect(out + Buffer.concat(live.end()).length).toBe(60_000 * quiet.length);
    expect(live.bytes).toBe(60_000 * quiet.length);
  });

  it('the last bytes count: nothing is missing, nothing is doubled', () => {
    const text = Buffer.from(`${quiet.repeat(20_000)}the token is ${token}`);
    const { output, discoveries } = guardInPieces(text, [1, 2, 400_000]);
    expect(output.toString()).toBe(`${quiet.repeat(20_000)}the token is ${MASK}`);
    expect(discoveries).toMatchObject([{ rule: 'github-personal-access-token', line: 20_001, column: 14 }]);
  });

  it('a credential is found wherever it stands in what is judged together', () => {
    for (let start = 260_000; start < 266_000; start += 300) {
      const before = quiet.repeat(10_000).slice(0, start - 1);
      const text = Buffer.from(`${before}\n${pem}\n${quiet.repeat(9000)}`);
      const cuts = Array.from({ length: 700 }, (_, at) => at * 1000);
      const { output, discoveries } = guardInPieces(text, cuts);
      expect(discoveries).toHaveLength(1);
      expect(output.toString()).toBe(`${before}\n${MASK}\n${quiet.repeat(9000)}`);
    }
  });

  it('a run of tokens without an end is masked in pieces, in bounded memory', () => {
    const live = makeLiveText();
    const run = Buffer.from(`password="${'aB3$x9Qz'.repeat(8000)}`);
    let most = 0;
    for (let round = 0; round < 40; round++) {
      live.write(run);
      most = Math.max(most, live.held);
    }
    live.end();
    expect(most).toBeLessThan(1024 * 1024);
  });

  it('a comment behind a credential allows it, and then it is shown', () => {
    const text = `use ${token} # keepmum:allow\n`;
    const { output, discoveries } = guardInPieces(Buffer.from(text), []);
    expect(output.toString()).toBe(text);
    expect(discoveries).toMatchObject([{ allowedBy: 'inline' }]);
  });

  it('a credential in base64 is masked where it stands', () => {
    const encoded = Buffer.from(`the token is ${token} today`).toString('base64');
    const { output, discoveries } = guardInPieces(Buffer.from(`data: ${encoded}\n`), [20]);
    expect(discoveries).toMatchObject([{ rule: 'github-personal-access-token', decodedFrom: 'base64' }]);
    expect(output.toString()).toContain(MASK);
    expect(output.includes(encoded.slice(24, 60))).toBe(false);
  });

  it('a credential in a compressed text hides all of that text', () => {
    const packed = gzipSync(Buffer.from(`${base62('noise', 300)} the token is ${token} today`)).toString('base64');
    const { output, discoveries } = guardInPieces(Buffer.from(`data: ${packed}\n`), [20]);
    expect(discoveries).toHaveLength(1);
    expect(output.toString()).toBe(`data: ${MASK}\n`);
  });
});

describe('when the stream pauses', () => {
  it('complete lines and questions to a person go out', () => {
    const { outputs } = play(
      'first\nsecond\n',
      'short',
      'Password: ',
      'short',
      'Continue? [y/N]',
      'short',
      'API token:',
      'short',
    );
    expect(outputs).toEqual(['', 'first\nsecond\n', '', 'Password: ', '', 'Continue? [y/N]', '', 'API token:', '']);
  });

  it('so does a question that has a name or an address in it', () => {
    for (const question of ['Sign in to https://bob@ci.example.test:', 'New token (empty: none)', 'keep secret=[y/N]'])
      expect(play(question, 'short').outputs[1]).toBe(question);
  });

  it('a whole credential is masked at once, and what goes on behind it is the same mask', () => {
    const { outputs, shownInPart } = play(`the token is ${token}`, 'short', '\n', 'short');
    expect(outputs).toEqual(['', `the token is ${MASK}`, '', '\n', '']);
    expect(shownInPart).toBe(0);
  });

  it('a credential that has begun waits for its end', () => {
    const { outputs } = play(`login ${token.slice(0, 20)}`, 'short', 'short', `${token.slice(20)} done\n`, 'short');
    expect(outputs).toEqual(['', 'login ', '', '', `${MASK} done\n`, '']);
  });

  it('so does a quoted value, and a value behind an operator', () => {
    expect(
      play(`password: "${password.slice(0, 4)}`, 'short', `${password.slice(4)}"\n`, 'short').outputs.join(''),
    ).toBe(`password: "${MASK}"\n`);
    const [, paused = '?'] = play('password=Xk29', 'short').outputs;
    expect('password=Xk29'.startsWith(paused)).toBe(true);
    expect(paused).not.toContain('X');
  });

  it('a key waits for its last line, whatever pauses between its lines', () => {
    const steps = pem.split(/(?<=\n)/).flatMap((line) => [line, 'short']);
    const { outputs, shownInPart } = play('key:\n', ...steps, '\nafter\n', 'short');
    expect(outputs.join('')).toBe(`key:\n${MASK}\nafter\n`);
    expect(shownInPart).toBe(0);
  });

  it('a value on the line behind its name is masked though the name is out', () => {
    const { outputs } = play('password:\n', 'short', `  "${password}"\n`, 'short');
    expect(outputs.join('')).toBe(`password:\n  "${MASK}"\n`);
  });

  it('after a long pause what has begun is shown, the rest is masked, and that is counted', () => {
    const { outputs, shownInPart } = play(`login ${token.slice(0, 12)}`, 'long', `${token.slice(12)} done\n`, 'short');
    expect(outputs).toEqual(['', `login ${token.slice(0, 12)}`, '', `${MASK} done\n`, '']);
    expect(shownInPart).toBe(1);
  });

  it('a name that a sentence holds, a file name or a key that has ended hold nothing back', () => {
    for (const text of [
      'the secret of good soup',
      'see https://example.test/login ',
      `${pem}\nlooks fine`,
      'keys: none. tokens',
    ])
      expect(play(text, 'short').outputs[1]).not.toBe('');
  });

  it('of a prefix cut by a pause only its first characters are out', () => {
    const { outputs, shownInPart } = play('login gh', 'short', `${token.slice(2)}\n`, 'short');
    expect(outputs.join('')).toBe(`login gh${MASK}\n`);
    expect(shownInPart).toBe(1);
  });

  it('an operator alone holds nothing back, and what comes behind it is masked', () => {
    const { outputs, shownInPart } = play('password=', 'short', `"${password}"\n`, 'short');
    expect(outputs).toEqual(['', 'password=', '', `"${MASK}"\n`, '']);
    expect(shownInPart).toBe(0);
  });

  it('of a key only the lines before a long pause are out', () => {
    const [first = '', second = '', ...others] = pem.split(/(?<=\n)/);
    const { outputs, shownInPart } = play(first, 'short', second, 'long', ...others, 'short');
    expect(outputs.slice(0, 4)).toEqual(['', '', '', `${first}${second}`]);
    expect(outputs.slice(4).join('')).toBe(MASK);
    expect(shownInPart).toBe(1);
  });

  it('of an encoded credential, what was written before the pause is out', () => {
    const encoded = Buffer.from(`the token is ${token} today`).toString('base64');
    const { outputs, shownInPart } = play(encoded.slice(0, 24), 'short', `${encoded.slice(24)}\n`, 'short');
    expect(outputs.join('')).toMatch(new RegExp(`^${encoded.slice(0, 24)}${MASK}`));
    expect(shownInPart).toBe(1);
  });
});
