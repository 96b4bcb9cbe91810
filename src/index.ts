export { type ErrorCode, KeepmumError } from './core/keepmum-error.js';
export { type Scan, scan } from './library/scan.js';
export type { ScanOptions } from './library/scan-options.js';
export type { MaskHits } from './mask/hit-counter.js';
export { createMaskStream, type MaskStream, type MaskStreamOptions } from './mask/mask-stream.js';
export type { Coverage, MissReason, SkipReason } from './scan/coverage.js';
export type { Finding, Occurrence, Validity } from './scan/finding.js';
export type { Confidence, Severity } from './scan/rules/rule.js';
