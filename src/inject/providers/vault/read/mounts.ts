import { recordAt, textAt } from '../json-shape.js';
import { StoreFailure } from '../transport/store-failure.js';
import type { VaultCall, VaultReply } from '../transport/vault-call.js';

/** The engine behind a path. */
export interface Mount {
  /** Ends in `/`. */
  readonly path: string;
  /** `kv`, `database`, `pki`, … */
  readonly type: string;
  /** Of KV: `1` or `2`. */
  readonly version: string;
}

function mountIn(reply: VaultReply): Mount | undefined {
  const data = recordAt(reply.body, 'data');
  const path = textAt(data, 'path');
  const type = textAt(data, 'type');
  if (path === undefined || type === undefined) return undefined;
  return {
    path: path.endsWith('/') ? path : `${path}/`,
    type: type === 'generic' ? 'kv' : type,
    version: textAt(recordAt(data, 'options'), 'version') ?? '1',
  };
}

type Ask = (call: VaultCall) => Promise<VaultReply>;

/** Which engine answers where; asked once for all paths that begin alike. */
export class Mounts {
  readonly #known: Mount[] = [];
  readonly #asked = new Map<string, Promise<Mount | undefined>>();

  /**
   * @param ask with the login of the reads
   * @returns `undefined` where the login may not know, or the store is too old to say
   */
  async at(path: string, ask: Ask): Promise<Mount | undefined> {
    const [first = ''] = path.split('/');
    // Mounts may be several segments long: whoever comes with the same first one waits, and asks if it was another.
    const underWay = this.#asked.get(first);
    if (underWay !== undefined) await underWay.catch(() => undefined);
    const known = this.#knownAt(path);
    if (known !== undefined) return known;
    const asked = this.#lookUp(path, ask);
    this.#asked.set(first, asked);
    return asked;
  }

  #knownAt(path: string): Mount | undefined {
    return this.#known.find((mount) => path.startsWith(mount.path));
  }

  async #lookUp(path: string, ask: Ask): Promise<Mount | undefined> {
    try {
      const call = { method: 'GET', path: `sys/internal/ui/mounts/${path}`, safety: 'read' } as const;
      const mount = mountIn(await ask(call));
      if (mount !== undefined) this.#known.push(mount);
      return mount;
    } catch (failure) {
      if (failure instanceof StoreFailure && failure.status < 500 && failure.status !== 429) return undefined;
      throw failure;
    }
  }
}
