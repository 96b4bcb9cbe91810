import { mkdtempSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { World } from '../../cli/world.js';
import type { Runner } from './runner.js';
import { tellRunner } from './runner-file.js';
import { worldIn } from './world-in.js';

/** What the main step hands on to the post step. Everybody in the job can read it: paths and names, never a secret. */
export interface StepState {
  /** A folder of this step's own, with the journals of its runs. */
  readonly room: string;
  /** Variables that were set for later steps. */
  readonly exported: readonly string[];
}

const PREFIX = 'keepmum-';

/** A folder that only this user reads; the post step is told of it before anything can fail. */
export function makeRoom(runner: Runner): string {
  const room = mkdtempSync(join(runner.temporary, PREFIX));
  tellRunner(runner, 'GITHUB_STATE', 'room', room);
  return room;
}

/**
 * The world of a command of this step: journals go to its room, so that nobody else's are touched.
 *
 * @param path relative to the workspace
 */
export function worldOfRoom(room: string, path: string, { world, workspace }: Runner): World {
  const inRoom = worldIn({ cwd: resolve(workspace, path), env: { ...world.env, KEEPMUM_STATE: room } }, world);
  return Object.assign(inRoom, { childHost: () => withoutTerminal(world) });
}

/** Some hosts of actions give a terminal to what nobody watches. */
async function withoutTerminal(world: World): ReturnType<World['childHost']> {
  const { terminal: _, ...host } = await world.childHost();
  return host;
}

export function rememberExports(runner: Runner, names: readonly string[]): void {
  tellRunner(runner, 'GITHUB_STATE', 'exported', JSON.stringify(names));
}

/**
 * @returns `undefined` if the main step left nothing to tidy up. Where it said nothing, another step may have set the variable: what is
 *   no room of ours is left alone.
 */
export function readStepState({ world, temporary }: Runner): StepState | undefined {
  const { STATE_room: room, STATE_exported: exported } = world.env;
  if (!room || dirname(room) !== resolve(temporary) || !basename(room).startsWith(PREFIX)) return undefined;
  const names: unknown = exported ? JSON.parse(exported) : [];
  return { room, exported: Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [] };
}
