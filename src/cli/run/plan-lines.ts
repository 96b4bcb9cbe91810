import type { PathRights } from '../../inject/providers/provider.js';
import { printReference } from '../../inject/reference/print-reference.js';
import type { SecretWish } from '../../inject/resolve/resolved-secret.js';
import type { StorePreview } from '../../inject/run/preview-stores.js';
import { deliveryOf, type RunRequest } from '../../inject/run/run-request.js';

const WAYS = { environment: 'a variable', file: 'a file', fifo: 'a pipe', none: 'no way of its own' } as const;

/** What a run would do, for `--dry-run`. */
export function planLines(request: RunRequest, wishes: readonly SecretWish[]): string {
  const { command, inheritance, templates, exports, sweep, input, ciHost } = request;
  const lines = [
    command.length === 0 ? 'no command' : `command      ${command.join(' ')}`,
    `environment  ${inheritance.kind === 'pristine' ? 'pristine' : 'ours, without what opens stores'}`,
    ...wishes.map((wish) => {
      const way = wish.name === input ? 'standard input' : WAYS[deliveryOf(wish.name, request)];
      return `secret       ${wish.name} from ${printReference(wish.reference)} (${wish.source}) as ${way}`;
    }),
    ...templates.map(({ path }) => `template     ${path}`),
    ...exports.map((target) => `export       ${target.kind}`),
    `masks        keepmum${ciHost === undefined ? '' : ` and ${ciHost}`}`,
    `sweep        ${sweep === undefined ? 'off' : [sweep.tree, ...sweep.files, ...sweep.artefacts].join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Rights that reading needs: engines that are asked with parameters are written to. */
const ENOUGH = new Set(['read', 'create', 'update', 'sudo', 'root']);

export const mayRead = ({ rights }: PathRights): boolean => rights.some((right) => ENOUGH.has(right));

/** What the stores say to it. */
export function previewLines({ logins, paths, problems }: StorePreview): string {
  const lines = [
    ...logins.map(({ address, method, claims, namespace }) => {
      const told = Object.entries(claims ?? {}).map(([name, value]) => `${name}=${String(value)}`);
      const place = namespace === undefined ? address : `${address}, namespace ${namespace}`;
      return `login        by ${[`${method} at ${place}`, ...told].join(', ')}`;
    }),
    ...paths.map(({ read, rights }) => {
      const engine = [rights.engine ?? 'unknown engine', rights.kvVersion ?? ''].join(' ').trim();
      const verdict = mayRead(rights) ? 'may be read' : `may NOT be read (${rights.rights.join(', ') || 'no rights'})`;
      return `path         ${read.store}://${read.path}: ${engine}, ${verdict}`;
    }),
    ...problems.map(({ message }) => `problem      ${message}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
