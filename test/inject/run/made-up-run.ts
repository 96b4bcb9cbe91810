import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownSecrets } from '../../../src/inject/child/known-secrets.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';
import type { ResolvedSecrets } from '../../../src/inject/resolve/resolved-secret.js';
import type { RunRequest } from '../../../src/inject/run/run-request.js';
import type { RunControl, RunTools } from '../../../src/inject/run/run-tools.js';
import { madeUpSecret } from '../child/made-up-secret.js';
import { makeHost, type TestHost } from '../child/test-host.js';

/** A run with made-up secrets, and what happened in it, in order. */
export interface MadeUpRun {
  readonly request: RunRequest;
  readonly tools: RunTools;
  readonly at: TestHost;
  readonly events: string[];
  readonly told: string[];
  readonly control: { now?: RunControl };
}

export function secretsNamed(names: readonly string[]): ResolvedSecrets {
  const secrets = names.map((name) => ({
    name,
    reference: parseReference(`env://${name}`),
    source: '-e',
    value: madeUpSecret(`run ${name}`),
  }));
  return { secrets, leases: [] };
}

/** A run of a line of shell in a folder of its own, with the secrets A and B. */
export function makeRun(
  script: string,
  changes: Partial<RunRequest> = {},
  toolChanges: Partial<RunTools> = {},
): MadeUpRun {
  const at = makeHost();
  const events: string[] = [];
  const told: string[] = [];
  const control: { now?: RunControl } = {};
  const cwd = mkdtempSync(join(tmpdir(), 'keepmum-run-'));
  const request: RunRequest = {
    command: ['sh', '-c', script],
    cwd,
    environment: { PATH: process.env.PATH, HOME: cwd, VAULT_TOKEN: 'ours' },
    inheritance: { kind: 'all', pass: [] },
    deliveries: new Map(),
    unmasked: [],
    templates: [],
    exports: [],
    terminal: 'off',
    sweep: { files: [], artefacts: [], sources: [], tree: cwd },
    places: { memory: ['/dev/shm'], disk: tmpdir() },
    // Nobody types here.
    input: 'B',
    ...changes,
  };
  const tools: RunTools = {
    host: at.host,
    known: new KnownSecrets(),
    resolve: async () => {
      events.push('resolve');
      return secretsNamed(['A', 'B']);
    },
    care: {
      begin: async () => {
        events.push('begin');
      },
      attend: (now) => {
        events.push('attend');
        control.now = now;
      },
      end: async () => {
        events.push('end');
        return 'given-back';
      },
    },
    tell: (message) => told.push(message),
    ...toolChanges,
  };
  return { request, tools, at, events, told, control };
}
