import { printReference } from '../../inject/reference/print-reference.js';
import type { SecretWish } from '../../inject/resolve/resolved-secret.js';
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
