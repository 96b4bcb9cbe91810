import { answer, type Decide, type Fault, PASS, refuse } from '../../servers/fault-server.js';
import type { Received } from '../../servers/loopback.js';

/** When something goes wrong: the kind of request that meets the fault. */
export const MOMENTS = {
  login: /^\/v1\/auth\/[^/]+\/login$/,
  'mount lookup': /^\/v1\/sys\/internal\/ui\/mounts\//,
  'KV read': /^\/v1\/kv-[^/]+\/data\/app/,
  'lease read': /^\/v1\/database-[^/]+\/creds\//,
  renewal: /^\/v1\/sys\/leases\/renew$/,
  'lease revocation': /^\/v1\/sys\/leases\/revoke$/,
  'login revocation': /^\/v1\/auth\/token\/revoke-self$/,
} as const;
export type Moment = keyof typeof MOMENTS;

/** What goes wrong: `once` at the first such request, `always` at each. */
export interface ChaosFault {
  readonly name: string;
  readonly fault: Fault;
  readonly times: 'once' | 'always';
}

export const FAULTS: readonly ChaosFault[] = [
  { name: 'an answer that takes 1 s', fault: { kind: 'delay', milliseconds: 1000, next: PASS }, times: 'once' },
  { name: 'a reset before the request is seen', fault: { kind: 'reset', request: 'unseen' }, times: 'once' },
  { name: 'a reset after the request was done', fault: { kind: 'reset', request: 'done' }, times: 'once' },
  { name: 'half a body', fault: { kind: 'half-body', body: { data: { half: 'of it' } } }, times: 'once' },
  { name: '429 with Retry-After', fault: answer(429, { errors: [] }, { 'retry-after': '1' }), times: 'once' },
  { name: '503', fault: refuse(503, 'no active node'), times: 'once' },
  { name: '403, always', fault: refuse(403, 'permission denied'), times: 'always' },
  { name: '500, always', fault: refuse(500, 'internal error'), times: 'always' },
  { name: 'silence, always', fault: { kind: 'silence' }, times: 'always' },
];

/** What is expected of a run: its command's own code, a refusal before it is started, or that something could not be given back. */
export type Hypothesis = 'goes on' | 'refuses to start' | 'says what is left';

/**
 * What should happen. What goes wrong once is tried again, but for what may make a second lease or spend a single-use login unseen;
 * nothing that lasts keeps the command's own code from being told, once it runs.
 */
export function hypothesisOf(moment: Moment, { name, times }: ChaosFault): Hypothesis {
  // Neither a reset nor an error of the server's own tells whether the request was acted on.
  const isTold = !/reset|half a body|503/.test(name);
  switch (moment) {
    case 'login':
      if (times === 'always') return 'refuses to start';
      return isTold ? 'goes on' : 'refuses to start';
    case 'lease read':
      if (times === 'always') return 'refuses to start';
      return isTold ? 'goes on' : 'refuses to start';
    case 'KV read':
      return times === 'always' ? 'refuses to start' : 'goes on';
    case 'mount lookup':
      // A login that may not ask is served all the same; a store that does not answer is not.
      return times === 'always' && !name.startsWith('403') ? 'refuses to start' : 'goes on';
    case 'renewal':
      return 'goes on';
    case 'lease revocation':
      // The login takes its leases along.
      return 'goes on';
    case 'login revocation':
      return times === 'always' ? 'says what is left' : 'goes on';
  }
}

/** @returns what a fault server does to let the fault happen at the moment */
export function chaos(moment: Moment, { fault, times }: ChaosFault): Decide {
  let met = 0;
  return ({ path }: Received) => {
    const pathOnly = path.split('?', 1)[0] ?? '';
    if (!MOMENTS[moment].test(pathOnly)) return PASS;
    met++;
    return times === 'once' && met > 1 ? PASS : fault;
  };
}
