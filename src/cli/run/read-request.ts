import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readDuration } from '../../config/quantity.js';
import { layerWishes, wishesInEnvironment, wishOf } from '../../config/secret-wish.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { DeliveryKind, TemplateRequest } from '../../inject/child/delivery/delivery.js';
import type { ExportTarget } from '../../inject/child/delivery/export-secrets.js';
import type { SecretWish } from '../../inject/resolve/resolved-secret.js';
import type { RunRequest } from '../../inject/run/run-request.js';
import { findCiHost } from '../../mask/register/ci-host.js';
import type { Given } from '../command.js';
import type { CHILD_OPTIONS, RUN_OPTIONS } from '../commands/run-options.js';
import { quote } from '../quote.js';
import type { World } from '../world.js';

type RunGiven = Given<typeof RUN_OPTIONS>;
type Site = Pick<World, 'env' | 'cwd'>;

/** Files of GitHub's that outlive the command. */
const PIPELINE_FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE', 'GITHUB_PATH'];

/** `NAME=REST`, cut at the first sign. */
function cutAt(flag: string, text: string, expected: string): readonly [name: string, rest: string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  // What stands there may be a value that somebody took for a reference.
  const found = at < 0 ? `found no "="` : 'something is missing beside "="';
  throw new KeepmumError('USAGE', `cannot use "${flag}": ${found}, expected ${expected}`);
}

const DELIVERIES = [
  ['env', '-e', 'environment'],
  ['file', '--file', 'file'],
  ['fifo', '--fifo', 'fifo'],
  ['secret', '--secret', 'none'],
] as const;

interface NamedSecrets {
  readonly wishes: readonly SecretWish[];
  readonly deliveries: ReadonlyMap<string, DeliveryKind>;
  readonly input?: string;
}

/** Secrets that the command line names. @throws KeepmumError `USAGE`, `REFERENCE_INVALID` */
export function namedSecrets(flags: RunGiven['flags']): NamedSecrets {
  const wishes: SecretWish[] = [];
  const deliveries = new Map<string, DeliveryKind>();
  for (const [name, flag, kind] of DELIVERIES) {
    for (const text of flags[name] ?? []) {
      const [variable, reference] = cutAt(flag, text, 'NAME=REFERENCE');
      wishes.push(wishOf(variable, reference, flag));
      deliveries.set(variable, kind);
    }
  }
  const { stdin } = flags;
  if (stdin === undefined) return { wishes, deliveries };
  if (!stdin.includes('=')) return { wishes, deliveries, input: stdin };
  const [input, reference] = cutAt('--stdin', stdin, 'NAME or NAME=REFERENCE');
  deliveries.set(input, 'none');
  return { wishes: [...wishes, wishOf(input, reference, '--stdin')], deliveries, input };
}

/** All wishes: of keepmum.toml, the environment and the command line, the later before the earlier. */
export function allWishes(
  named: NamedSecrets,
  configured: readonly SecretWish[],
  environment: World['env'],
): readonly SecretWish[] {
  return layerWishes(configured, wishesInEnvironment(environment), named.wishes);
}

function readTemplate(text: string, cwd: string): TemplateRequest {
  const [file, target] = cutAt('--template', text, 'FILE=VARIABLE or FILE=PATH');
  const path = resolve(cwd, file);
  return /^[A-Za-z_]\w*$/.test(target)
    ? { path, target: { variable: target } }
    : { path, target: { path: resolve(cwd, target) } };
}

function readExport(text: string, { env, cwd }: Site): ExportTarget {
  if (text === 'github') {
    const files = [env.GITHUB_ENV, env.GITHUB_OUTPUT].filter((file) => file !== undefined && file !== '') as string[];
    if (files.length > 0) return { kind: 'github', files };
    throw new KeepmumError('USAGE', 'cannot export to github: GITHUB_ENV and GITHUB_OUTPUT are not set');
  }
  const [kind, file] = text.includes('=') ? cutAt('--export', text, 'dotenv=FILE or json=FILE') : [text, ''];
  if ((kind === 'dotenv' || kind === 'json') && file !== '') return { kind, file: resolve(cwd, file) };
  throw new KeepmumError(
    'USAGE',
    `cannot use "--export": found ${quote(text)}, expected github, dotenv=FILE or json=FILE`,
  );
}

/** The work tree: that of the repository, or the folder itself. */
function treeOf(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

/** The request with the files that its secrets come from, which hold them rightly. */
export function withSources(request: RunRequest, wishes: readonly SecretWish[], folder: string): RunRequest {
  if (request.sweep === undefined) return request;
  const files = wishes.filter(({ reference }) => reference.store === 'file');
  const sources = files.map(({ reference }) => resolve(folder, reference.path));
  return { ...request, sweep: { ...request.sweep, sources } };
}

/** What `run` and `drill` have in common. */
function childRequest(
  { operands, flags }: Given<typeof CHILD_OPTIONS>,
  { env, cwd }: Site,
): Omit<RunRequest, 'deliveries' | 'unmasked' | 'templates' | 'exports'> & Required<Pick<RunRequest, 'sweep'>> {
  return {
    command: operands,
    cwd,
    environment: env,
    inheritance: { kind: flags.pristine ? 'pristine' : 'all', pass: flags.pass ?? [] },
    terminal: (flags.pty ?? 'auto') as RunRequest['terminal'],
    sweep: {
      files: PIPELINE_FILES.flatMap((name) => env[name] || []),
      tree: treeOf(cwd),
      artefacts: (flags.artefact ?? []).map((path) => resolve(cwd, path)),
      sources: [],
    },
    places: { memory: ['/dev/shm', env.XDG_RUNTIME_DIR].filter((place) => place !== undefined), disk: tmpdir() },
  };
}

/** What nobody could revoke later must not be kept. */
function checkKeeping({ operands, flags }: RunGiven): void {
  if (operands.length > 0) {
    throw new KeepmumError('USAGE', 'cannot use "--keep": found a command, expected an export alone', {
      hints: ['what is lent to a command is given back when it ends'],
    });
  }
  if (flags.journal === 'off') {
    throw new KeepmumError('USAGE', 'cannot use "--keep" with "--journal off": reap finds what is kept by its journal');
  }
}

/** @throws KeepmumError `USAGE`, `REFERENCE_INVALID` */
export function readRunRequest({ operands, flags }: RunGiven, named: NamedSecrets, site: Site): RunRequest {
  const { sweep, ...child } = childRequest({ operands, flags }, site);
  const exports = (flags.export ?? []).map((text) => readExport(text, site));
  if (operands.length === 0 && exports.length === 0) {
    throw new KeepmumError('USAGE', 'cannot run: COMMAND is missing', {
      hints: ['keepmum run -e NAME=REFERENCE -- COMMAND', 'keepmum run --help shows every flag'],
    });
  }
  if (flags.keep) checkKeeping({ operands, flags });
  const ciHost = findCiHost(site.env);
  const limit = flags['time-limit'];
  return {
    ...child,
    deliveries: named.deliveries,
    unmasked: flags['no-mask'] ?? [],
    templates: (flags.template ?? []).map((text) => readTemplate(text, site.cwd)),
    exports,
    ...(named.input !== undefined && { input: named.input }),
    ...(flags.sweep !== 'off' && { sweep }),
    ...(ciHost !== undefined && { ciHost }),
    ...(flags.keep && { keep: 'leases' as const }),
    ...(limit !== undefined && {
      timeLimit: readDuration({ text: limit, where: () => '"--time-limit"', code: 'USAGE' }),
    }),
  };
}
