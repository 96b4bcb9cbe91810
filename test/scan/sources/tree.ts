import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bytePath, shownPath } from '../../../src/scan/sources/byte-path.js';
import { type WalkOptions, walk } from '../../../src/scan/sources/walk.js';
import type { WalkEvent } from '../../../src/scan/sources/walk-event.js';

/** Only what git needs, so that the settings of whoever runs the tests do not count. */
export const environment: Readonly<Record<string, string | undefined>> = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** An empty folder that goes away with the test; others may look into it, so that a test can be somebody else. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keepmum-walk-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('chmod', ['755', folder]);
  return folder;
}

/** Writes files (path → text) below a folder; a path that ends in `/` is an empty folder. */
export function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const place = join(folder, path);
    if (path.endsWith('/')) {
      mkdirSync(place, { recursive: true });
      continue;
    }
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

/** What a real git prints, bytes as characters. */
export function git(folder: string, ...args: readonly string[]): string {
  const settings = ['user.name=A', 'user.email=a@example.com', 'protocol.file.allow=always', 'init.defaultBranch=main'];
  return execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: folder,
    env: { ...environment },
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A new repository with these files, all of them still untracked. */
export function repository(files: Readonly<Record<string, string>> = {}): string {
  const folder = emptyFolder();
  git(folder, 'init', '--quiet');
  plant(folder, files);
  return folder;
}

export async function walkAll(paths: readonly string[], options: Partial<WalkOptions> = {}): Promise<WalkEvent[]> {
  const events: WalkEvent[] = [];
  for await (const batch of walk(paths, { files: 'gitignore', environment, ...options })) events.push(...batch);
  return events;
}

/** The files of one folder as people see them, relative to it, sorted. */
export async function filesIn(folder: string, options: Partial<WalkOptions> = {}): Promise<string[]> {
  const events = await walkAll([folder], options);
  return events
    .flatMap((event) => (event.kind === 'file' ? [shownPath(event.path).slice(folder.length + 1)] : []))
    .sort();
}

/**
 * What git says a work tree's files are, tracked or not but never ignored: the oracle. Work trees inside are asked on
 * their own, as git shows them only as folders.
 */
export function filesByGit(folder: string): string[] {
  const listed = git(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  const paths = [...new Set(listed)]
    .filter((path) => path !== '')
    .map((path) => Buffer.from(path, 'latin1').toString());
  return paths
    .flatMap((path) => {
      const place = join(folder, path);
      if (!existsSync(place) || lstatSync(place).isSymbolicLink()) return [];
      if (statSync(place).isDirectory()) return filesByGit(place).map((inner) => join(path, inner));
      return [path];
    })
    .sort();
}

/** A path as `walk` speaks of it. */
export function place(folder: string, ...path: readonly string[]): string {
  return bytePath(join(folder, ...path));
}
