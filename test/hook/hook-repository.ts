import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { expandExample } from '../../src/scan/rules/examples/expand-template.js';

export const PROGRAM = resolve('dist/keepmum.cjs');

/** A made-up credential, put together here so that no file holds a whole one. */
export const SECRET = expandExample({ text: 'GITHUB_TOKEN={{github:ghp_}}' }, 'hook tests').text;

const roots: string[] = [];

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A folder of one test: a home of its own, so that no setting of this machine's user counts. */
export class Sandbox {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'keepmum hook ')));
  readonly environment: Record<string, string>;

  constructor() {
    roots.push(this.root);
    mkdirSync(join(this.root, 'home'));
    this.environment = {
      PATH: process.env.PATH ?? '',
      HOME: join(this.root, 'home'),
      XDG_CONFIG_HOME: join(this.root, 'home/.config'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CEILING_DIRECTORIES: this.root,
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    };
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  read(...parts: readonly string[]): string {
    return readFileSync(this.path(...parts), 'latin1');
  }

  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text, 'latin1');
    chmodSync(this.path(path), mode);
  }

  /** Runs a program in a folder of the sandbox. */
  run(folder: string, program: string, args: readonly string[], more: RunOptions = {}): SpawnSyncReturns<string> {
    const env = { ...this.environment, ...more.env };
    return spawnSync(program, [...args], { cwd: this.path(folder), env, encoding: 'utf8', input: more.input ?? '' });
  }

  /** Runs git and wants it to go well. */
  git(folder: string, ...args: readonly string[]): string {
    const result = this.run(folder, 'git', args);
    if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stdout}${result.stderr}`);
    return result.stdout.trimEnd();
  }

  keepmum(folder: string, args: readonly string[], more: RunOptions = {}): SpawnSyncReturns<string> {
    return this.run(folder, process.execPath, [PROGRAM, ...args], more);
  }

  place(folder: string): { folder: string; environment: Record<string, string> } {
    return { folder: this.path(folder), environment: this.environment };
  }

  /** Every file with its mode and bytes, for "as if nothing had happened". */
  snapshot(folder: string): Record<string, string> {
    if (!existsSync(this.path(folder))) return {};
    const names = readdirSync(this.path(folder), { recursive: true, encoding: 'utf8' }).sort();
    return Object.fromEntries(
      names.map((name) => {
        const stats = statSync(this.path(folder, name));
        const mode = stats.mode.toString(8);
        return [name, stats.isFile() ? `${mode} ${this.read(folder, name)}` : mode];
      }),
    );
  }
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}
