import { resolve } from 'node:path';
import { EXIT } from '../../cli/exit-code.js';
import { print } from '../../cli/print.js';
import { sweepLines } from '../../cli/run/tell-outcome.js';
import type { World } from '../../cli/world.js';
import { SecretValue } from '../../core/secret-value.js';
import { KnownSecrets } from '../../inject/child/known-secrets.js';
import { sweep } from '../../inject/sweep/sweep.js';
import { unmaskableReason } from '../../mask/refuse-secret.js';
import type { Inputs } from '../runner/inputs.js';
import type { Runner } from '../runner/runner.js';
import { annotate } from '../runner/tell-failure.js';

/** Files of GitHub's that outlive a step. */
const JOB_FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE', 'GITHUB_PATH'];

/** The exported secrets, as the environment of the post step has them; a later step may have given a name something else. */
function exportedSecrets(names: readonly string[], env: World['env']): KnownSecrets {
  const known = new KnownSecrets();
  for (const name of names) {
    const bytes = Buffer.from(env[name] ?? '');
    if (bytes.length > 0 && unmaskableReason(bytes) === undefined) known.add(name, new SecretValue(bytes));
  }
  return known;
}

/**
 * Looks for the exported secrets in what the job leaves behind: GitHub's files, and what is going to be uploaded.
 *
 * @returns 1 if one is there
 */
export async function searchJob(
  names: readonly string[],
  { artefacts }: Pick<Inputs, 'artefacts'>,
  { world, workspace }: Runner,
): Promise<number> {
  const known = exportedSecrets(names, world.env);
  if (known.values.length === 0) return EXIT.clean;
  const files = JOB_FILES.flatMap((name) => world.env[name] || []);
  const places = artefacts.map((path) => resolve(workspace, path));
  const stop = new AbortController().signal;
  const found = await sweep({ files, artefacts: places, own: [], stop }, () => ({ secrets: known.copy().index }));
  const hits = found.hits.flatMap(({ path, form, count, ...hit }) => {
    const name = known.nameOf(hit);
    return name === undefined ? [] : [{ path, name, form, count }];
  });
  for (const line of sweepLines({ sweep: { ...found, hits } })) await print(world.stderr, `keepmum: ${line}\n`);
  if (hits.length === 0) return EXIT.clean;
  const leaked = [...new Set(hits.map(({ name }) => name))].join(', ');
  await annotate(`a secret is in files that this job leaves behind: ${leaked}; the log says where`, world);
  return EXIT.findings;
}
