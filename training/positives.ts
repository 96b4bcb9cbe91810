/** Made-up credentials: 14 random and 15 human styles. Word pools are cut in two, so that no test word was trained on. */
import type { Pools, Random } from './random.js';
import { COLUMNS, ENVIRONMENTS, OPENINGS, PREFIXES, ROWS } from './vocabulary.js';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const PUNCTUATION = '!@#$%^&*?~;_-+=.,:/|()[]{}<>';
const HUMAN_SIGNS = '!@#$%&*?._-+!!@@##$$';
const ALNUM = LOWER + UPPER + DIGITS;
type Style = (random: Random, pools: Pools) => string;

function text(random: Random, alphabet: string, least: number, most: number): string {
  let made = '';
  for (let left = random.between(least, most); left > 0; left--) made += random.pick(alphabet);
  return made;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function cased(random: Random, word: string): string {
  const dice = random.unit();
  if (dice < 0.5) return word;
  if (dice < 0.87) return capital(word);
  if (dice < 0.95) return word.toUpperCase();
  return [...word].map((letter) => (random.unit() < 0.3 ? letter.toUpperCase() : letter)).join('');
}

function number(random: Random): string {
  const dice = random.unit();
  if (dice < 0.25) return String(random.between(1950, 2026));
  if (dice < 0.5)
    return random.pick([
      '1',
      '12',
      '123',
      '1234',
      '12345',
      '123456',
      '321',
      '111',
      '007',
      '666',
      '99',
      '77',
      '00',
      '01',
      '11',
      '22',
      '42',
      '69',
      '88',
    ]);
  return text(random, DIGITS, 1, 4);
}

function leet(random: Random, word: string): string {
  const swaps: Readonly<Record<string, string>> = {
    a: '@4',
    e: '3',
    i: '1!',
    o: '0',
    s: '$5',
    t: '7',
    l: '1',
    b: '8',
    g: '9',
  };
  let changed = 0;
  const made = [...word].map((letter) => {
    const swap = swaps[letter.toLowerCase()];
    if (swap === undefined || random.unit() < 0.25) return letter;
    changed++;
    return random.pick(swap);
  });
  return changed > 0 ? made.join('') : `${word}${random.pick('!@#$1')}`;
}

/** Two or three digits or signs put somewhere into a word. */
function mutated(random: Random, word: string): string {
  let made = word;
  for (let left = random.between(2, 3); left > 0; left--) {
    const at = random.between(0, made.length);
    const over = random.unit() < 0.5 ? 1 : 0;
    made = made.slice(0, at) + random.pick(random.unit() < 0.65 ? DIGITS : HUMAN_SIGNS) + made.slice(at + over);
  }
  return made;
}

/** Hands that fall on the keyboard: short runs of near keys, some digits. */
function mashed(random: Random): string {
  const hands = [
    'asdf',
    'jkl',
    'sdfg',
    'hjkl',
    'qwer',
    'uiop',
    'lksdj',
    'asd',
    'dfsa',
    'kjh',
    'sdlkfj',
    '1234',
    '098',
    '789',
    '2345',
    'xcv',
    'wer',
    'oiu',
  ];
  let made = '';
  const wanted = random.between(7, 18);
  while (made.length < wanted) {
    const hand = random.pick(hands);
    for (let left = random.between(1, 4); left > 0; left--) made += random.pick(hand);
    if (random.unit() < 0.25) made += text(random, DIGITS, 1, 4);
  }
  return made;
}

function pronounceable(random: Random): string {
  let made = '';
  for (let left = random.between(2, 4); left > 0; left--) {
    made += random.pick([
      'b',
      'c',
      'd',
      'f',
      'g',
      'h',
      'j',
      'k',
      'l',
      'm',
      'n',
      'p',
      'r',
      's',
      't',
      'v',
      'w',
      'z',
      'br',
      'ch',
      'dr',
      'gr',
      'kl',
      'pr',
      'sh',
      'st',
      'th',
      'tr',
    ]);
    made +=
      random.pick(['a', 'e', 'i', 'o', 'u', 'y', 'ai', 'ee', 'ou']) +
      (random.unit() < 0.35 ? random.pick('nrstlmkx') : '');
  }
  return made;
}

function keyboard(random: Random): string {
  let made = '';
  while (made.length < 6) {
    if (random.unit() < 0.5) {
      const row = random.pick(ROWS);
      const start = random.unit() < 0.7 ? 0 : random.between(0, row.length - 4);
      made += row.slice(start, start + random.between(3, 7));
    } else made += random.pick(COLUMNS) + random.pick(COLUMNS);
  }
  if (random.unit() < 0.35) made = capital(made);
  if (random.unit() < 0.4) made += number(random);
  if (random.unit() < 0.25) made += random.pick('!@#$.');
  return made;
}

function uuid(random: Random): string {
  const hex = text(random, '0123456789abcdef', 32, 32);
  const made = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${random.pick('89ab')}${hex.slice(17, 20)}-${hex.slice(20)}`;
  return random.unit() < 0.15 ? made.toUpperCase() : made;
}

function bytes(random: Random, size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, () => random.between(0, 255)));
}

export const RANDOM_STYLES: Readonly<Record<string, Style>> = {
  hex: (random) => {
    const made =
      text(random, '0123456789abcdef', 1, 1) +
      text(random, '0123456789abcdef', 0, 0) +
      bytes(random, random.pick([4, 5, 6, 8, 8, 10, 12, 16, 16, 16, 20, 20, 24, 32, 32, 64]))
        .toString('hex')
        .slice(1);
    return random.unit() < 0.15 ? made.toUpperCase() : made;
  },
  base64: (random) => bytes(random, random.pick([8, 12, 16, 18, 20, 24, 30, 32, 32, 40, 48, 64])).toString('base64'),
  base64url: (random) =>
    bytes(random, random.pick([9, 12, 16, 18, 20, 24, 30, 32, 32, 40, 48, 64])).toString('base64url'),
  base62: (random) => text(random, ALNUM, 16, 48),
  shortBase62: (random) => text(random, ALNUM, 7, 14),
  base32: (random) => text(random, random.unit() < 0.7 ? `${UPPER}234567` : `${LOWER}234567`, 12, 40),
  uuid,
  digits: (random) => text(random, DIGITS, 6, 20),
  mixed: (random) => text(random, ALNUM + (random.unit() < 0.5 ? '!@#$%^&*' : PUNCTUATION), 8, 24),
  prefixed: (random) =>
    random.pick(PREFIXES) +
    random.pick(['_', '-', '.', '_live_', '_test_', '-v1-', '']) +
    text(random, random.unit() < 0.3 ? '0123456789abcdef' : ALNUM, 14, 40),
  grouped: (random) => {
    const alphabet = random.pick([`${UPPER}${DIGITS}`, `${LOWER}${DIGITS}`, DIGITS, '0123456789ABCDEF', LOWER, ALNUM]);
    const size = random.between(3, 6);
    return Array.from({ length: random.between(3, 6) }, () => text(random, alphabet, size, size)).join(
      random.pick('---_.'),
    );
  },
  base36: (random) => text(random, LOWER + DIGITS, 8, 40),
  letters: (random) => text(random, random.pick([LOWER, LOWER + UPPER, UPPER]), 10, 32),
  long: (random) =>
    text(random, random.unit() < 0.4 ? `${ALNUM}+/` : random.unit() < 0.7 ? `${ALNUM}-_` : '0123456789abcdef', 65, 270),
};

export const HUMAN_STYLES: Readonly<Record<string, Style>> = {
  wordDigits: (random, { words }) => cased(random, random.pick(words)) + number(random),
  wordSignDigits: (random, { words }) => {
    const word = cased(random, random.pick(words));
    const sign = random.pick(HUMAN_SIGNS);
    const dice = random.unit();
    if (dice < 0.5) return word + sign + number(random);
    if (dice < 0.8) return word + number(random) + sign;
    return sign + word + number(random);
  },
  leet: (random, { words }) =>
    leet(random, cased(random, random.pick(words))) + (random.unit() < 0.5 ? number(random) : ''),
  twoWords: (random, { words }) => {
    const glue = random.pick(['', '', '', '_', '-', '.', '&', '@', '+']);
    const made = cased(random, random.pick(words)) + glue + cased(random, random.pick(words));
    return glue === '' || random.unit() < 0.7
      ? made + (random.unit() < 0.7 ? number(random) : random.pick(HUMAN_SIGNS))
      : made;
  },
  nameYear: (random, { names }) =>
    cased(random, random.pick(names).toLowerCase()) +
    random.pick(['', '', '', '_', '@', '.', '-']) +
    random.between(1945, 2026) +
    (random.unit() < 0.3 ? random.pick('!#$*.') : ''),
  keyboard,
  pronounceable: (random) => {
    const made = cased(random, pronounceable(random));
    return random.unit() < 0.75 ? made + number(random) + (random.unit() < 0.25 ? random.pick(HUMAN_SIGNS) : '') : made;
  },
  passphrase: (random, { words }) =>
    Array.from({ length: random.between(3, 5) }, () => random.pick(words)).join(
      random.pick(['-', '-', '_', '.', '', '+']),
    ) + (random.unit() < 0.3 ? number(random) : ''),
  common: (random, { common }) => random.pick(common),
  initials: (random) => {
    const made = text(random, LOWER, 3, 7);
    return (
      (random.unit() < 0.4 ? capital(made) : random.unit() < 0.3 ? made.toUpperCase() : made) +
      random.pick(['', '', ...HUMAN_SIGNS]) +
      text(random, DIGITS, 2, 5) +
      (random.unit() < 0.3 ? random.pick(HUMAN_SIGNS) : '')
    );
  },
  appEnvironment: (random, { apps }) => {
    const glue = random.pick(['', '', '_', '-', '@', '#', '.']);
    return (
      cased(random, random.pick(apps)) +
      glue +
      cased(random, random.pick(ENVIRONMENTS)) +
      random.pick(['', '', '@', '#', '!']) +
      number(random) +
      (random.unit() < 0.2 ? random.pick(HUMAN_SIGNS) : '')
    );
  },
  passwordBase: (random, { bases }) => {
    const base =
      random.unit() < 0.35 ? leet(random, cased(random, random.pick(bases))) : cased(random, random.pick(bases));
    const opening =
      random.unit() < 0.35 ? random.pick(OPENINGS) : random.unit() < 0.2 ? cased(random, random.pick(bases)) : '';
    const dice = random.unit();
    if (dice < 0.5) return opening + base + number(random);
    if (dice < 0.7) return opening + base + number(random) + random.pick(HUMAN_SIGNS);
    return opening + base + random.pick(HUMAN_SIGNS) + (random.unit() < 0.6 ? number(random) : '');
  },
  mutated: (random, { words, bases }) => {
    const pool = random.unit() < 0.3 ? bases : words;
    const word = cased(random, random.pick(pool)) + (random.unit() < 0.4 ? cased(random, random.pick(words)) : '');
    return mutated(random, word);
  },
  mashed: (random) => mashed(random) + (random.unit() < 0.15 ? random.pick(HUMAN_SIGNS) : ''),
  foreign: (random, { foreign }) => {
    const word = cased(random, random.pick(foreign));
    const dice = random.unit();
    if (dice < 0.6) return word + number(random);
    return dice < 0.8
      ? word + random.pick(HUMAN_SIGNS) + number(random)
      : word + number(random) + random.pick(HUMAN_SIGNS);
  },
};
