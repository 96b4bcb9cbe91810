// What npm runs when this repository is installed from git, as pre-commit does for its hooks: builds dist/.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** With `npm install --global git+…` npm prepares its clone globally too, and what the build needs is not there. */
function installTools() {
  const { npm_execpath: npm, npm_config_global: _global, npm_config_location: _location, ...env } = process.env;
  const args = ['install', '--no-save', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const [command, ...before] = npm === undefined ? ['npm'] : [process.execPath, npm];
  execFileSync(command, [...before, ...args], { env, stdio: 'inherit' });
}

if (!existsSync('node_modules/esbuild')) installTools();
await import('./build.mjs');
