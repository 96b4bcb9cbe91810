import {
  chmodSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** statfs(2). */
const TMPFS_MAGIC = 0x01021994;
const RAMFS_MAGIC = 0x858458f6;
const OWNER_ONLY = 0o600;

/** Where a folder can be made. */
export interface FolderPlaces {
  /** In memory, the best first; those that are not there, or are no memory, are passed over. */
  readonly memory: readonly string[];
  readonly disk: string;
}

/** A folder that only its owner can look into, gone with the run. */
export class PrivateFolder {
  readonly path: string;
  /** `disk`: what is written may outlive its removal. */
  readonly kind: 'memory' | 'disk';

  private constructor(path: string, kind: 'memory' | 'disk') {
    this.path = path;
    this.kind = kind;
  }

  /** Makes one, in memory if it can. */
  static make({ memory, disk }: FolderPlaces): PrivateFolder {
    for (const place of memory) {
      try {
        const { type } = statfsSync(place);
        if (type !== TMPFS_MAGIC && type !== RAMFS_MAGIC) continue;
        return new PrivateFolder(mkdtempSync(join(place, 'keepmum-')), 'memory');
      } catch {
        // Not there, or not ours to write in.
      }
    }
    return new PrivateFolder(mkdtempSync(join(disk, 'keepmum-')), 'disk');
  }

  /** Writes a file that replaces the one before it at once. */
  write(name: string, bytes: Uint8Array): string {
    const path = join(this.path, name);
    writePrivate(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** @throws if there is something under that path already, a link above all */
export function writePrivate(path: string, bytes: Uint8Array): void {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const descriptor = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, OWNER_ONLY);
  try {
    writeFileSync(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
  chmodSync(path, OWNER_ONLY);
}
