// Versions of a published package: which there are, and the files of one, through the ordinary client of its registry.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const STABLE = /^v?\d+\.\d+(?:\.\d+)?$/;

/** By registry: `list` of versions, oldest first, and `unpack`, which puts the files of one into a folder. */
const REGISTRIES = {
  npm: {
    list: (name) => JSON.parse(ask('npm', ['view', name, 'versions', '--json'])),
    unpack(name, version, folder) {
      const file = ask('npm', ['pack', '--silent', '--ignore-scripts', `${name}@${version}`], folder).trim();
      run('tar', ['-xzf', file, '--strip-components=1', '--no-same-permissions'], folder);
      rmSync(join(folder, file));
    },
  },
  pypi: {
    list: (name) =>
      listed(ask('python3', ['-m', 'pip', 'index', 'versions', name]), /Available versions: (.*)/).reverse(),
    unpack(name, version, folder) {
      const wheels = ['--no-deps', '--only-binary', ':all:', `${name}==${version}`];
      run('python3', ['-m', 'pip', 'download', '-q', '--disable-pip-version-check', ...wheels], folder);
      const file = readdirSync(folder).find((one) => one.endsWith('.whl'));
      run('python3', ['-m', 'zipfile', '-e', file, '.'], folder);
      rmSync(join(folder, file));
    },
  },
  go: {
    list: (name) => ask('go', ['list', '-m', '-versions', name]).trim().split(' ').slice(1),
    unpack(name, version, folder) {
      const { Dir } = JSON.parse(ask('go', ['mod', 'download', '-json', `${name}@${version}`]));
      cpSync(Dir, folder, { recursive: true });
      run('chmod', ['-R', 'u+w', '.'], folder);
    },
  },
};

/** @param wanted `REGISTRY:NAME`; @returns stable versions, oldest first, the last `count` of them */
export function versionsOf(wanted, count) {
  const [registry, name] = parts(wanted);
  return registry
    .list(name)
    .filter((version) => STABLE.test(version))
    .slice(-count);
}

/** @returns whether the registry had this version in a form that can be unpacked */
export function unpack(wanted, version, folder) {
  const [registry, name] = parts(wanted);
  try {
    registry.unpack(name, version, folder);
    return true;
  } catch (error) {
    console.error(`${wanted} ${version} is left out: ${error.message.split('\n', 1)[0]}`);
    return false;
  }
}

function parts(wanted) {
  const [kind, ...name] = wanted.split(':');
  if (!Object.hasOwn(REGISTRIES, kind)) throw new Error(`unknown registry in "${wanted}"`);
  return [REGISTRIES[kind], name.join(':')];
}

function ask(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function run(program, args, cwd) {
  execFileSync(program, args, { cwd, stdio: 'ignore' });
}

const listed = (text, pattern) => (pattern.exec(text)?.[1] ?? '').split(', ');
