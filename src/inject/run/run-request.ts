import type { CiHost } from '../../mask/register/ci-host.js';
import type { DeliveryKind, TemplateRequest } from '../child/delivery/delivery.js';
import type { ExportTarget } from '../child/delivery/export-secrets.js';
import type { FolderPlaces } from '../child/delivery/private-folder.js';
import type { Inheritance } from '../environment/inherited-environment.js';
import type { SweepRequest } from '../sweep/sweep.js';

/** Everything a run was asked for, checked. What it needs to be done with is in `RunTools`. */
export interface RunRequest {
  /** May be empty if there are exports. */
  readonly command: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Ours. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly inheritance: Inheritance;
  /** By name; a name that ends in `*` stands for all that begin so. Others come as variables. */
  readonly deliveries: ReadonlyMap<string, DeliveryKind>;
  /** Names that are handed over like secrets, and are none. */
  readonly unmasked: readonly string[];
  readonly templates: readonly TemplateRequest[];
  /** The secret that standard input gives. */
  readonly input?: string;
  readonly exports: readonly ExportTarget[];
  readonly terminal: 'auto' | 'on' | 'off';
  /** Milliseconds after which the command is told to end; absent: never. */
  readonly timeLimit?: number;
  /** Where to look for secrets afterwards; absent: nowhere. */
  readonly sweep?: Pick<SweepRequest, 'files' | 'artefacts'> & {
    readonly tree?: string;
    /** Files that secrets come from. */
    readonly sources: readonly string[];
  };
  readonly ciHost?: CiHost;
  readonly places: FolderPlaces;
  /** `leases`: what an export depends on is left to be reaped later. */
  readonly keep?: 'leases';
}

/** How a name is handed over. */
export function deliveryOf(name: string, { deliveries }: Pick<RunRequest, 'deliveries'>): DeliveryKind {
  const exact = deliveries.get(name);
  if (exact !== undefined) return exact;
  const beginning = [...deliveries.keys()].find((key) => key.endsWith('*') && name.startsWith(key.slice(0, -1)));
  return beginning === undefined ? 'environment' : (deliveries.get(beginning) ?? 'environment');
}
