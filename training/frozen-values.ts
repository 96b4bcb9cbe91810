/** 500 made-up values whose scores are frozen: the published port must give what the training's own trees gave. */
import { HUMAN_STYLES, RANDOM_STYLES } from './positives.js';
import { createRandom, type Pools, type Random } from './random.js';

const CODE =
  'get set user name list item index value request response header content type file path error message token key auth client server config option state event handler parse render update create delete query table column field label button color width height source target module package version default'.split(
    ' ',
  );
const WORDS =
  'harbour walnut thimble orchard lantern gravel meadow copper saddle pepper ribbon cinder pigeon marble velvet anchor'.split(
    ' ',
  );
const POOLS: Pools = {
  words: WORDS,
  names: ['Maren', 'Tobin', 'Ilse', 'Corwin', 'Hattie', 'Piet'],
  common: ['qwerty123', 'letmein', 'iloveyou', 'abc123', 'trustno1', 'sunshine'],
  foreign: ['Schlüssel', 'fenêtre', 'mañana', 'żółty', 'smörgås', 'zomerzon'],
  bases: ['secret', 'winter', 'admin', 'tiger'],
  apps: ['mysql', 'jenkins', 'backup', 'grafana', 'vpn'],
};
const EDGES = [
  '',
  'a',
  '0',
  ' ',
  '\ud800',
  '\udc00\ud800x',
  '日本語のパスワード',
  '😀😀😀9',
  '\0\u0001\u0002',
  'k9'.repeat(200),
  '-'.repeat(64),
  'é'.repeat(63),
];
/** Left out: with a prefix a made-up value could look like a provider's token. */
const STYLES = [...Object.entries(RANDOM_STYLES), ...Object.entries(HUMAN_STYLES)]
  .filter(([name]) => name !== 'prefixed')
  .map(([, make]) => make);
const COUNT = 500;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const HARMLESS: readonly ((words: readonly string[], random: Random) => string)[] = [
  (words) => words.join('_'),
  (words) => words.join('-'),
  (words) => words.join('_').toUpperCase(),
  (words) => (words[0] ?? '') + words.slice(1).map(capital).join(''),
  (words) => words.map(capital).join(''),
  (words, random) => words.join('_') + random.between(1, 12),
  (words) => words.join('.'),
  (words) => `/${words.join('/')}`,
  (words) => words.join(' '),
];

/** The same 500 at every call. */
export function frozenValues(): string[] {
  const random = createRandom(500);
  const values = [...EDGES];
  while (values.length < COUNT) {
    if (values.length % 2 === 0) values.push(random.pick(STYLES)(random, POOLS));
    else
      values.push(
        random.pick(HARMLESS)(
          Array.from({ length: random.between(1, 4) }, () => random.pick(CODE)),
          random,
        ),
      );
  }
  return values;
}
