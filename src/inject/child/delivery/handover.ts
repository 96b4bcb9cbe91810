import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KeepmumError } from '../../../core/keepmum-error.js';
import type { SecretValue } from '../../../core/secret-value.js';
import type { DeliveredSecret, TemplateRequest } from './delivery.js';
import { Fifo } from './fifo.js';
import { fillTemplate } from './fill-template.js';
import { type FolderPlaces, PrivateFolder, writePrivate } from './private-folder.js';
import { secretText } from './secret-text.js';

/** Secrets where the command finds them: variables, files, pipes, filled-in templates. */
export class Handover {
  /** What to add to the environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly #env: Record<string, string> = {};
  readonly #places: FolderPlaces;
  readonly #fifos: Fifo[] = [];
  readonly #written: string[] = [];
  #folder: PrivateFolder | undefined;

  constructor(places: FolderPlaces) {
    this.#places = places;
    this.env = this.#env;
  }

  /** Where files are; `undefined` if there are none. */
  get folder(): Pick<PrivateFolder, 'path' | 'kind'> | undefined {
    return this.#folder;
  }

  /** @throws KeepmumError `REFUSED` for bytes that a variable cannot hold */
  async deliver(secrets: readonly DeliveredSecret[]): Promise<void> {
    for (const { name, value, kind } of secrets) {
      if (kind === 'environment') this.#env[name] = secretText(name, value, 'the environment');
      if (kind === 'file') this.#env[name] = this.#openFolder().write(name, value.reveal());
      if (kind === 'fifo') {
        const path = join(this.#openFolder().path, name);
        this.#fifos.push(await Fifo.make(path, value));
        this.#env[name] = path;
      }
    }
  }

  /** @throws KeepmumError `PATH_NOT_FOUND`, `USAGE` for an unknown name, `REFUSED` for a file that is there already */
  fill({ path, target }: TemplateRequest, secrets: ReadonlyMap<string, SecretValue>): void {
    const filled = fillTemplate(path, readTemplate(path), secrets);
    if ('variable' in target) {
      this.#env[target.variable] = this.#openFolder().write(target.variable, filled);
      return;
    }
    try {
      writePrivate(target.path, filled);
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code;
      const found = code === 'EEXIST' ? 'it is there already, and would be gone afterwards' : (code ?? 'an error');
      throw new KeepmumError('REFUSED', `cannot write the filled-in template "${target.path}": ${found}`, { cause });
    }
    this.#written.push(target.path);
  }

  /** Puts another value in the place of a file that was handed over; false if it was handed over in another way. */
  replaceFile(name: string, value: SecretValue): boolean {
    const path = this.#env[name];
    if (this.#folder === undefined || path !== join(this.#folder.path, name)) return false;
    this.#folder.write(name, value.reveal());
    return true;
  }

  /** Takes everything away again that is in a file. May be called again, and does not wait. */
  close(): void {
    for (const fifo of this.#fifos.splice(0)) fifo.close();
    for (const path of this.#written.splice(0)) rmSync(path, { force: true });
    this.#folder?.remove();
  }

  #openFolder(): PrivateFolder {
    this.#folder ??= PrivateFolder.make(this.#places);
    return this.#folder;
  }
}

function readTemplate(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new KeepmumError('PATH_NOT_FOUND', `cannot read the template "${path}": no such readable file`, { cause });
  }
}
