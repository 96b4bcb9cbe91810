// Makes a repository of the published versions of packages, one commit a version, as `git log` of a real project has them.
//
//   node bench/history/commit-packages.mjs FOLDER COUNT REGISTRY:NAME…     REGISTRY is npm, pypi or go
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unpack, versionsOf } from './package-versions.mjs';

const START = 1_600_000_000;
const DAY = 86_400;

/**
 * Each package is a line of its own, in a folder that is renamed half-way; each is merged into main twice.
 * @param folder made by this; it must not be there
 * @param count versions of each package, the last ones
 */
export function commitPackages(folder, count, packages) {
  mkdirSync(folder, { recursive: true });
  let seconds = START;
  const git = (...args) => {
    const date = `${seconds} +0000`;
    const person = { NAME: 'Bench', EMAIL: 'bench@example.com', DATE: date };
    const env = Object.entries(person).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]);
    const quiet = ['-c', 'gc.auto=0', '-c', 'core.autocrlf=false', '-c', 'advice.detachedHead=false'];
    execFileSync('git', [...quiet, ...args], { cwd: folder, env: { ...process.env, ...Object.fromEntries(env) } });
  };
  const record = (message) => {
    seconds += DAY;
    git('add', '--all', '--force');
    git('commit', '--quiet', '--allow-empty', '--message', message);
  };
  git('init', '--quiet', '--initial-branch=main');
  record('begin');
  packages.forEach((wanted, index) => {
    const [line, place] = [`line-${index}`, `package-${index}`];
    const versions = versionsOf(wanted, count);
    git('switch', '--quiet', '--orphan', line);
    versions.forEach((version, at) => {
      const isLate = at >= versions.length / 2;
      const next = join(folder, '.git', 'next');
      mkdirSync(next);
      if (unpack(wanted, version, next)) {
        // A rename brings no content; git has to see that it is the same.
        if (isLate && existsSync(join(folder, place))) record(moved(folder, place));
        const into = join(folder, isLate ? `moved/${place}` : place);
        rmSync(into, { recursive: true, force: true });
        renameSync(next, into);
        record(`${wanted} ${version}`);
      }
      rmSync(next, { recursive: true, force: true });
    });
    git('switch', '--quiet', 'main');
    const commits = Number(execFileSync('git', ['rev-list', '--count', line], { cwd: folder, encoding: 'utf8' }));
    for (const tip of [`${line}~${Math.floor(commits / 3)}`, line]) {
      seconds += DAY;
      git('merge', '--quiet', '--no-edit', '--allow-unrelated-histories', '--no-ff', tip);
    }
  });
  git('repack', '--quiet', '-a', '-d');
}

function moved(folder, place) {
  mkdirSync(join(folder, 'moved'), { recursive: true });
  renameSync(join(folder, place), join(folder, 'moved', place));
  return `move ${place}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, count, ...packages] = process.argv.slice(2);
  if (packages.length === 0) throw new Error('say where, how many versions, and of which packages');
  commitPackages(resolve(folder), Number(count), packages);
}
