import type { StoreKind } from './secret-reference.js';

/** What a reference to one kind of store may say. */
interface StoreSyntax {
  /** What stands between `://` and `?` or `#`, for messages. */
  readonly path: string;
  /** Options that mean something to us. A `number` counts from 1; one that is none is a slip. */
  readonly options: Readonly<Record<string, 'word' | 'number'>>;
  /** `request`: all other options are parameters of the request, as in `vault://pki/issue/web?common_name=a.test`. */
  readonly others: 'refused' | 'request';
  /** What is wrong with a decoded path, if anything. */
  fault(path: string): string | undefined;
}

// A server or proxy on the way would take such a path for another one.
function segmentFault(path: string): string | undefined {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '.' || segment === '..')) return 'the path has a segment "." or ".."';
  return segments.includes('') ? 'the path has an empty segment' : undefined;
}

function vaultFault(path: string): string | undefined {
  return segmentFault(path) ?? (path.includes('/') ? undefined : 'there is a mount, but no path below it');
}

function execFault(path: string): string | undefined {
  const [name = ''] = path.split('/');
  return /^[\w-]+$/.test(name) ? undefined : 'the name of a command has letters, digits, "_" and "-" only';
}

const noFault = (): undefined => undefined;
const variableFault = (path: string): string | undefined =>
  /[=\s]/.test(path) ? 'the name of a variable has no "=" and no white space' : undefined;

export const SYNTAX_OF: Readonly<Record<StoreKind, StoreSyntax>> = {
  vault: { path: 'MOUNT/PATH', options: { version: 'number', wrapped: 'word' }, others: 'request', fault: vaultFault },
  'aws-sm': {
    path: 'NAME-OR-ARN',
    options: { stage: 'word', version: 'word', region: 'word' },
    others: 'refused',
    fault: noFault,
  },
  'aws-ssm': {
    path: 'PATH',
    options: { version: 'number', label: 'word', region: 'word' },
    others: 'refused',
    fault: noFault,
  },
  env: { path: 'NAME', options: {}, others: 'refused', fault: variableFault },
  file: { path: 'PATH', options: {}, others: 'refused', fault: noFault },
  exec: { path: 'NAME', options: {}, others: 'refused', fault: execFault },
};
