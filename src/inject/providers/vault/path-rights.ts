import type { PathRights, SecretRead } from '../provider.js';
import { recordAt } from './json-shape.js';
import type { Mounts } from './read/mounts.js';
import type { VaultCall, VaultReply } from './transport/vault-call.js';
import { storeError } from './vault-error.js';

type Ask = (call: VaultCall) => Promise<VaultReply>;
type Place = Pick<PathRights, 'path' | 'engine' | 'kvVersion'>;

async function placeOf({ path }: SecretRead, mounts: Mounts, ask: Ask): Promise<Place> {
  const mount = await mounts.at(path, ask);
  if (mount === undefined) return { path };
  if (mount.type !== 'kv') return { path, engine: mount.type };
  const rest = path.slice(mount.path.length);
  return {
    path: mount.version === '2' ? `${mount.path}data/${rest}` : path,
    engine: 'kv',
    kvVersion: mount.version,
  };
}

/** @throws KeepmumError if the store cannot be asked */
export async function rightsOn(reads: readonly SecretRead[], mounts: Mounts, ask: Ask): Promise<readonly PathRights[]> {
  try {
    const places = await Promise.all(reads.map((read) => placeOf(read, mounts, ask)));
    const paths = [...new Set(places.map(({ path }) => path))];
    const reply = await ask({ method: 'POST', path: 'sys/capabilities-self', body: { paths }, safety: 'repeatable' });
    const data = recordAt(reply.body, 'data');
    return places.map((place) => {
      const found = data[place.path];
      return { ...place, rights: Array.isArray(found) ? found.map(String) : [] };
    });
  } catch (failure) {
    throw storeError('ask what the login may do', failure);
  }
}
