// Builds the repositories that the history bench reads, with `git fast-import`: the same text from the same seed.
//
//   node bench/history/build-repository.mjs edited FOLDER     one file of 1.2 MB, edited 2,000 times
//   node bench/history/build-repository.mjs million FOLDER    a million objects: 330,000 commits, each with a file and a tree
//   node bench/history/build-repository.mjs leaky FOLDER      50,000 commits, 5,000 of which bring a made-up credential
//
// A third operand makes a part of it, as in 0.01.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';

const START = 1_500_000_000;

/** Numbers in [0, limit), always the same ones. */
function makeRoll(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * limit);
  };
}

function commit(n, changes) {
  const person = `Bench <bench@example.com> ${START + n * 60} +0000`;
  const message = `change ${n}\n`;
  const head = `commit refs/heads/main\nauthor ${person}\ncommitter ${person}\ndata ${message.length}\n${message}`;
  return (
    head + changes.map(([path, text]) => `M 644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`).join('')
  );
}

/** A token of the right shape, put together here so that no file holds one. */
function credential(roll) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return ['gh', 'p_', ...Array.from({ length: 36 }, () => letters[roll(letters.length)])].join('');
}

function* edited(commits, roll) {
  const file = new URL('../../node_modules/vite/dist/node/chunks/node.js', import.meta.url);
  const lines = readFileSync(file, 'utf8').slice(0, 1_200_000).split('\n');
  for (let n = 0; n < commits; n++) {
    for (let edit = 0; edit < 3; edit++) lines[roll(lines.length)] = `  // edited in ${n}: ${roll(1e9).toString(36)}`;
    yield commit(n, [['lib/big.js', lines.join('\n')]]);
  }
}

function* million(commits, roll) {
  for (let n = 0; n < commits; n++)
    yield commit(n, [[`d${n % 50}/f${n % 500}.txt`, `text number ${n}\n${roll(1e9)}\n`]]);
}

function* leaky(commits, roll) {
  for (let n = 0; n < commits; n++) {
    const text = n % 10 === 0 ? `value = "${credential(roll)}"\n` : `text number ${n}\n`;
    yield commit(n, [[`d${n % 40}/f${n % 1000}.cfg`, text]]);
  }
}

const KINDS = {
  edited: { write: edited, commits: 2000 },
  million: { write: million, commits: 330_000 },
  leaky: { write: leaky, commits: 50_000 },
};

const [kind, folder, part = '1'] = process.argv.slice(2);
if (folder === undefined || !Object.hasOwn(KINDS, kind))
  throw new Error(`say which (${Object.keys(KINDS).join(', ')}) and where`);
mkdirSync(folder, { recursive: true });
const run = (args, stdin) => spawn('git', args, { cwd: folder, stdio: [stdin, 'inherit', 'inherit'] });
await once(run(['init', '--quiet', '--bare', '.'], 'ignore'), 'exit');
const importer = run(['fast-import', '--quiet', '--depth=50'], 'pipe');
const ended = once(importer, 'exit');
const { write, commits } = KINDS[kind];
for (const piece of write(Math.ceil(commits * Number(part)), makeRoll(7))) {
  if (!importer.stdin.write(piece)) await once(importer.stdin, 'drain');
}
importer.stdin.end();
await ended;
