import { exportSecrets, type OwnPart } from '../child/delivery/export-secrets.js';
import type { Handover } from '../child/delivery/handover.js';
import { registerMasks } from '../child/register-masks.js';
import { refuseArguments } from '../environment/refuse-argument.js';
import type { ResolvedSecret } from '../resolve/resolved-secret.js';
import { deliveryOf, type RunRequest } from './run-request.js';
import type { RunTools } from './run-tools.js';

/**
 * Puts the secrets where the command finds them, masks ready before anything can show them.
 *
 * @returns what we wrote ourselves where secrets are looked for afterwards
 * @throws KeepmumError
 */
export async function handOver(
  request: RunRequest,
  { known, tell, host }: RunTools,
  handover: Handover,
  secrets: readonly ResolvedSecret[],
): Promise<readonly OwnPart[]> {
  refuseArguments(
    request.command,
    secrets.map(({ name }) => name),
  );
  for (const { name, value } of secrets) if (!request.unmasked.includes(name)) known.add(name, value);
  known.index.maskText();
  if (request.ciHost !== undefined) {
    await registerMasks(request.ciHost, known.values, { tell, channel: host.commands });
  }
  const values = new Map(secrets.map(({ name, value }) => [name, value]));
  await handover.deliver(secrets.map(({ name, value }) => ({ name, value, kind: deliveryOf(name, request) })));
  for (const template of request.templates) handover.fill(template, values);
  if (handover.folder?.kind === 'disk') {
    tell(`there is no file system in memory here, so secrets are in files on a disk: "${handover.folder.path}"`);
  }
  return request.exports.flatMap((target) => exportSecrets(target, values));
}
