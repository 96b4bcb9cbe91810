import type { Environment } from '../../sources/ignored-paths.js';

/** Variables of the caller that a git of ours may see: which settings the user trusts, and how git is found. */
const TRUST_VARIABLE = /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|EXEC_PATH)$/;

/** Variables by which git tells a hook which repository, index and objects it speaks of. */
const HOOK_VARIABLE =
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH)$/;

/**
 * What a repository's own configuration could run or hide. No subcommand of ours prints patches or runs filters, so that
 * these, `log.showSignature` (which runs `gpg.program`) and the network are all that is left to close.
 */
const HARDENED = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.useReplaceRefs=false',
  'log.showSignature=false',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

const HARDENED_VARIABLES = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Whose repository is meant: the one around a folder, or the one that git named to the hook that runs us. */
export type RepositoryChoice = 'folder' | 'hook';

export function gitArguments(args: readonly string[]): string[] {
  return ['--no-pager', ...HARDENED, ...args];
}

export function gitEnvironment(environment: Environment, choice: RepositoryChoice): NodeJS.ProcessEnv {
  const isKept = (name: string) =>
    !name.startsWith('GIT_') || TRUST_VARIABLE.test(name) || (choice === 'hook' && HOOK_VARIABLE.test(name));
  const kept = Object.entries(environment).filter(([name]) => isKept(name));
  return { ...Object.fromEntries(kept), ...HARDENED_VARIABLES };
}
