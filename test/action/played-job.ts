import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';

/** What of action.yml a runner reads. */
export interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
}

export const manifest = parse(readFileSync('action.yml', 'utf8')) as Manifest;

/** What the runner has seen and read when a step of the action is over. */
export interface PlayedStep {
  readonly code: number | null;
  /** The log as the runner shows it: without commands that tell it a secret, and with these masked. */
  readonly log: string;
  /** All that was written, unmasked. */
  readonly raw: string;
  readonly masks: readonly string[];
  readonly annotations: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** A step that runs. */
export interface RunningStep {
  readonly child: ChildProcess;
  readonly finished: Promise<PlayedStep>;
}

type Variables = Readonly<Record<string, string>>;

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_PATH'] as const;

/** `NAME=VALUE` and `NAME<<MARK` with lines up to it, as the runner reads its files. */
function readCommands(text: string): Record<string, string> {
  const read: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const [, name, mark] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined) {
      const end = lines.indexOf(mark ?? '');
      if (end < 0) throw new Error(`no end to ${name}`);
      read[name] = lines.splice(0, end).join('\n');
      lines.shift();
    } else if (line !== '') read[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
  }
  return read;
}

const unescaped = (data: string): string => data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

/** Plays GitHub's runner for one job with one step of the action, main and post, as its documentation says. */
export class PlayedJob {
  readonly folder: string;
  readonly #workspace: string;
  readonly #event: Variables;
  readonly #action: string;
  /** What earlier steps have set for later ones. */
  readonly environment: Record<string, string> = {};
  readonly state: Record<string, string> = {};
  #inputs: Variables = {};
  #stepEnvironment: Variables = {};

  /** @param home a folder with the action's files, instead of this repository */
  constructor(
    workspace: string,
    { name, payload, env = {} }: { name: string; payload?: unknown; env?: Variables },
    home = resolve('.'),
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'keepmum-job-'));
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.#workspace = workspace;
    this.#action = home;
    const eventPath = join(this.folder, 'event.json');
    writeFileSync(eventPath, JSON.stringify(payload ?? {}));
    mkdirSync(join(this.folder, 'temp'));
    this.#event = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: eventPath, ...env };
  }

  main(inputs: Variables, env: Variables = {}): Promise<PlayedStep> {
    return this.startMain(inputs, env).finished;
  }

  startMain(inputs: Variables, env: Variables = {}): RunningStep {
    this.#inputs = inputs;
    this.#stepEnvironment = env;
    return this.#start(manifest.runs.main);
  }

  post(): Promise<PlayedStep> {
    return this.#start(manifest.runs.post).finished;
  }

  #start(program: string): RunningStep {
    const files = Object.fromEntries(FILES.map((name) => [name, join(this.folder, `${name}_${randomUUID()}`)]));
    for (const file of Object.values(files)) writeFileSync(file, '');
    const declared = Object.entries(manifest.inputs).map(([name, input]) => [
      name,
      this.#inputs[name] ?? input.default,
    ]);
    const inputs = declared.map(([name = '', value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]);
    const state = Object.entries(this.state).map(([name, value]) => [`STATE_${name}`, value]);
    const env = {
      PATH: process.env.PATH,
      HOME: this.folder,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.#workspace,
      RUNNER_TEMP: join(this.folder, 'temp'),
      ...this.#event,
      ...files,
      ...this.environment,
      ...this.#stepEnvironment,
      ...Object.fromEntries([...inputs, ...state]),
    };
    const words = [join(this.#action, program)];
    const child = spawn(process.execPath, words, { cwd: this.#workspace, env, stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const written: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => written.push(chunk));
    const finished = (async () => {
      const [code] = (await once(child, 'close')) as [number | null];
      return this.#readStep(code, String(Buffer.concat(written)), files);
    })();
    return { child, finished };
  }

  #readStep(code: number | null, raw: string, files: Variables): PlayedStep {
    const textOf = (name: (typeof FILES)[number]) => readFileSync(files[name] ?? '', 'utf8');
    Object.assign(this.environment, readCommands(textOf('GITHUB_ENV')));
    Object.assign(this.state, readCommands(textOf('GITHUB_STATE')));
    const lines = raw.split('\n');
    const masks = lines.flatMap((line) => /^::add-mask::(.*)/.exec(line)?.slice(1).map(unescaped) ?? []);
    const shown = lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
    return {
      code,
      raw,
      masks,
      log: masks.reduce((text, mask) => text.replaceAll(mask, '***'), shown),
      annotations: lines.filter((line) => /^::(?:error|warning|notice)[ :]/.test(line)),
      outputs: readCommands(textOf('GITHUB_OUTPUT')),
      summary: textOf('GITHUB_STEP_SUMMARY'),
    };
  }
}

/** The action as it is checked out on a runner: its files, and nothing installed. */
export function actionAlone(): string {
  const home = mkdtempSync(join(tmpdir(), 'keepmum-action-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const name of ['action.yml', 'package.json', 'dist'])
    cpSync(resolve(name), join(home, name), { recursive: true });
  return home;
}
