import { sound, undecided, unsound, type ValidityResult } from './validity-result.js';

/** For a format with a checksum: `right` is undefined when this form of it carries none. */
export function byChecksum(right: boolean | undefined): ValidityResult {
  if (right === undefined) return undecided('this form of it carries no checksum');
  return right ? sound('its checksum is right') : unsound('its checksum is wrong, so it was edited or made up');
}
