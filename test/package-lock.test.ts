import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

const packages: Readonly<Record<string, Locked>> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;

/** Where node would find a package that another one asks for, nearest first. */
function placesOf(asker: string, name: string): string[] {
  const outer = asker.lastIndexOf('/node_modules/');
  const here = `${asker === '' ? '' : `${asker}/`}node_modules/${name}`;
  if (asker === '') return [here];
  return [here, ...placesOf(outer < 0 ? '' : asker.slice(0, outer), name)];
}

// npm leaves out what its registry did not have when the lock was written, and `npm ci` then refuses the lock anywhere.
it('names the builds for every platform, so that npm ci takes it', () => {
  const asked = Object.entries(packages).flatMap(([asker, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => placesOf(asker, name)),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((places) => !places.some((place) => place in packages)).map(([place]) => place)).toEqual([]);
});

it('names no registry, and nothing but re2 has to run a script to be installed', () => {
  const all = Object.entries(packages);
  expect(all.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  const running = all.filter(([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true);
  expect(running.map(([path]) => path).filter((path) => path !== '')).toEqual(['node_modules/re2']);
});
