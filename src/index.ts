export { KeepmumError } from './core/keepmum-error.js';
export type { Coverage } from './scan/coverage.js';
export type { Finding, Occurrence } from './scan/finding.js';
