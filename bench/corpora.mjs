// What the suites measure on, made from public packages alone and kept for the next time.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commitPackages } from './history/commit-packages.mjs';
import { listFiles } from './list-files.mjs';
import { GO, NPM, PYPI } from './packages.mjs';

/** Where everything that is big or slow to make is kept, outside the repository. */
export const cacheFolder = process.env.KEEPMUM_BENCH_CACHE || join(tmpdir(), 'keepmum-bench');

/** The Linux 6.1 source as Debian packs it: about 79,000 files, 1.2 GB. `KEEPMUM_BENCH_TREE` names one that is there. */
export function linuxTree() {
  return process.env.KEEPMUM_BENCH_TREE || made('linux', fetchLinux);
}

/** Packages of npm, PyPI and Go modules, unpacked. `KEEPMUM_BENCH_MIX` names a folder that is there. */
export function mixedTree() {
  return process.env.KEEPMUM_BENCH_MIX || made('mix', fetchMix);
}

/** 300 published versions each of eslint and webpack: 416 MB of blobs. `KEEPMUM_BENCH_HISTORY` names one that is there. */
export function packageHistory() {
  const packages = ['npm:eslint', 'npm:webpack'];
  return process.env.KEEPMUM_BENCH_HISTORY || made('history', (folder) => commitPackages(folder, 300, packages));
}

/**
 * A repository made by script; see bench/history/build-repository.mjs.
 * @param part of its commits, 1 for all
 */
export function builtHistory(kind, part) {
  const script = fileURLToPath(new URL('history/build-repository.mjs', import.meta.url));
  return made(part === 1 ? kind : `${kind}-${part}`, (folder) =>
    run('.', process.execPath, script, kind, folder, `${part}`),
  );
}

/** Every twentieth file of a tree, for what is too slow for all of it. */
export function sliceOf(tree) {
  const name = `slice-${createHash('sha256').update(tree).digest('hex').slice(0, 8)}`;
  return made(name, (folder) => copyFiles(everyTwentieth(listFiles(tree)), folder));
}

/** What is on every machine that can build keepmum: a few megabytes of the packages it is built with. */
export function smallTree(root) {
  return made('small', (folder) =>
    copyFiles(listFiles(join(root, 'node_modules/assemblyscript')).slice(0, 300), folder),
  );
}

/** Makes the folder once; one that was not finished is made again. */
function made(name, make) {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  console.error(`making ${folder}`);
  make(partial);
  renameSync(partial, folder);
  return folder;
}

function fetchLinux(folder) {
  const work = join(folder, 'work');
  mkdirSync(work);
  run(work, 'apt-get', 'download', '-qq', 'linux-source-6.1');
  run(work, 'dpkg-deb', '-x', onlyFile(work, '.deb'), '.');
  run(work, 'tar', '-xf', 'usr/src/linux-source-6.1.tar.xz', '-C', folder, '--strip-components=1');
  rmSync(work, { recursive: true });
}

function fetchMix(folder) {
  for (const wanted of NPM) unpack(folder, wanted, 'npm', ['pack', '--silent', '--ignore-scripts', wanted], untar);
  for (const wanted of PYPI) {
    const args = ['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary', ':all:', wanted];
    unpack(folder, wanted, 'python3', args, (into) =>
      run(into, 'python3', '-m', 'zipfile', '-e', onlyFile(into, '.whl'), '.'),
    );
  }
  // What the modules were unpacked from (zips, checksums) is not part of the mix.
  const env = { ...process.env, GOMODCACHE: join(folder, 'go'), GOFLAGS: '-modcacherw', GO111MODULE: 'on' };
  for (const wanted of GO) execFileSync('go', ['mod', 'download', wanted], { cwd: folder, env, stdio: 'inherit' });
  rmSync(join(folder, 'go', 'cache'), { recursive: true, force: true });
}

function unpack(folder, wanted, program, args, open) {
  const into = join(folder, wanted.replace(/[^\w.@-]+/g, '-'));
  mkdirSync(into);
  run(into, program, ...args);
  open(into);
  for (const name of readdirSync(into)) if (/\.(tgz|whl)$/.test(name)) rmSync(join(into, name));
}

function untar(into) {
  run(into, 'tar', '-xzf', onlyFile(into, '.tgz'));
}

function onlyFile(folder, ending) {
  return readdirSync(folder).find((name) => name.endsWith(ending));
}

function run(cwd, program, ...args) {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function everyTwentieth(files) {
  return files.filter((_, index) => index % 20 === 0);
}

/** Flat, numbered, but with their own endings: what a path says to the filters is kept. */
function copyFiles(files, folder) {
  files.forEach((file, index) => {
    const within = join(folder, String(Math.floor(index / 1000)));
    if (index % 1000 === 0) mkdirSync(within);
    copyFileSync(file, join(within, `${index}-${file.slice(file.lastIndexOf('/') + 1)}`));
  });
}
