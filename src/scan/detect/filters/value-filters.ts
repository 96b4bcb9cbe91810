import type { Assignment } from '../assignment/assignment.js';
import { codeReason } from './code-expression.js';
import { encryptedReason } from './encrypted.js';
import { jwtRemnantReason } from './jwt-remnant.js';
import { locationReason } from './location.js';
import type { PathClass } from './path-class.js';
import { placeholderReason } from './placeholder.js';
import { plainDatumReason } from './plain-datum.js';
import { proseReason } from './prose.js';
import { publicMaterialReason } from './public-material.js';
import { similarityReason } from './similarity.js';
import { storeReferenceReason } from './store-reference.js';
import { technicalWordReason } from './technical-word.js';
import { templateReason } from './template.js';

/** Which filter says that a value is harmless whatever its score, e.g. `template: a slot`; the cheapest filters come first. */
export function harmlessReason(assignment: Assignment, kind: string, path: PathClass): string | undefined {
  const { name, value } = assignment;
  return (
    by('code', codeReason(assignment, path)) ??
    by('word', technicalWordReason(value)) ??
    by('template', templateReason(value, assignment.quote)) ??
    by('encrypted', encryptedReason(value)) ??
    by('store', storeReferenceReason(value)) ??
    by('public', publicMaterialReason(value)) ??
    by('token', jwtRemnantReason(value)) ??
    by('location', locationReason(value)) ??
    by('datum', plainDatumReason(value)) ??
    by('prose', proseReason(value, kind)) ??
    by('similarity', similarityReason(name, value)) ??
    by('placeholder', placeholderReason(value))
  );
}

function by(filter: string, reason: string | undefined): string | undefined {
  return reason && `${filter}: ${reason}`;
}
