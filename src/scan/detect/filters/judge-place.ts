import type { Assignment } from '../assignment/assignment.js';
import { decode, type Readable } from '../assignment/readable.js';
import { stepConfidence } from '../confidence-step.js';
import { checkValidity } from '../validity/check-validity.js';
import { decodeJsonObject } from '../validity/json-object.js';
import { classifyPath } from './path-class.js';
import { isPublishedValue } from './published-value.js';
import { isNameBeside, surroundingsReason } from './surroundings.js';
import type { Verdict } from './verdict.js';
import { writtenAboutReason } from './written-about.js';

/** In bytes on either side: a table, an object, a line. A Python file is full of texts, whose start may be far away. */
const NEAR = 1300;
const FAR = 4096;

type Found = Extract<Verdict, { kind: 'finding' }>;

/**
 * The last word on an assignment: by what stands around it, which costs more than all before and is asked of findings only.
 * @param value  what is the secret: the assignment's own value, or what it is an encoding of
 */
export function judgePlace(found: Found, assignment: Assignment, value: string, text: Readable, path: string): Verdict {
  const { name, valueStart, valueEnd } = assignment;
  const reach = path.endsWith('.py') ? FAR : NEAR;
  const around = {
    before: decode(text, Math.max(text.from, valueStart - reach), valueStart),
    after: decode(text, valueEnd, Math.min(text.to, valueEnd + NEAR)),
  };
  const reason = surroundingsReason(name, assignment.value, around);
  if (reason !== undefined) return { kind: 'dropped', by: `place: ${reason}` };
  if (isPublishedValue(value)) return atLow(found, 'a value printed in a standard or a manual');
  if (found.rule === 'generic-password' && isNameBeside(value, around)) {
    return atLow(found, 'the user or the database is called the same');
  }
  const token = tokenDoubt(value);
  if (token !== undefined) return atLow(found, token);
  return isDoubted(found, path) ? found : byWriting(found, writtenAboutReason(path, around));
}

/** A JSON Web Token whose signature its own algorithm does not make: tests write a word there. */
function tokenDoubt(value: string): string | undefined {
  const [head = '', , signature, more] = value.split('.', 4);
  if (signature === undefined || more !== undefined || typeof decodeJsonObject(head)?.alg !== 'string')
    return undefined;
  const { validity, reason } = checkValidity('jwt', value);
  return validity === 'checksum-bad' ? reason : undefined;
}

/** Tests, documents and comments count once. */
function isDoubted({ reasons }: Found, path: string): boolean {
  const { purpose, language } = classifyPath(path);
  return purpose === 'example' || language === 'prose' || reasons.some((reason) => reason.startsWith('in a comment'));
}

function byWriting(found: Found, reason: string | undefined): Verdict {
  if (reason === undefined) return found;
  return { ...found, confidence: stepConfidence(found.confidence, 'lower'), reasons: [...found.reasons, reason] };
}

function atLow(found: Found, reason: string): Verdict {
  return { ...found, confidence: 'low', reasons: [...found.reasons, reason] };
}
