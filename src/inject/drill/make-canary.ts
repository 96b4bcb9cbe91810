import { randomUUID } from 'node:crypto';
import { SecretValue } from '../../core/secret-value.js';
import { expandExample } from '../../scan/rules/examples/expand-template.js';

/** What secrets of such names look like, in the placeholders of rule examples; the first that fits. */
const SHAPES: readonly (readonly [name: RegExp, template: string])[] = [
  [/GITHUB|GH_(?:TOKEN|PAT)/, '{{github:ghp_}}'],
  [/AWS_ACCESS_KEY/, 'AKIA{{upper:16}}'],
  [/PRIVATE_KEY|SSH_KEY|DEPLOY_KEY|_PEM$|_RSA$/, '{{openssh}}'],
  [/URL|URI|DSN|CONNECTION/, 'postgres://drill_{{lower:8}}:{{alnum:24}}@db.invalid:5432/drill'],
  [/JSON|CREDENTIALS|KUBECONFIG/, '{"user":"drill_{{lower:8}}","password":"{{alnum:24}}"}'],
  [/USER(?:NAME)?$|LOGIN$/, 'drill_{{alnum:14}}'],
  // Signs that quoting and encoding change, as generated passwords have them.
  [/PASS/, '{{alnum:10}}&{{alnum:8}}+/{{alnum:8}}='],
];
const OTHER = '{{alnum:32}}';

/** A made-up value for a secret of this name, never the same twice, so that where it turns up it came from here. */
export function makeCanary(name: string): SecretValue {
  const upper = name.toUpperCase();
  const template = SHAPES.find(([pattern]) => pattern.test(upper))?.[1] ?? OTHER;
  return new SecretValue(expandExample({ text: template }, randomUUID()).text);
}
