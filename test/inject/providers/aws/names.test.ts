import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArn } from '../../../../src/inject/providers/aws/arn.js';
import { chunksOf } from '../../../../src/inject/providers/aws/chunks.js';
import { sessionName } from '../../../../src/inject/providers/aws/session-name.js';

describe('an ARN', () => {
  test.each([
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/b-AbCdEf', 'eu-west-1'],
    ['arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:x', 'cn-north-1'],
    ['arn:aws-us-gov:ssm:us-gov-east-1:123456789012:parameter/a:3', 'us-gov-east-1'],
    ['arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/a', 'us-isob-east-1'],
  ])('%s is of %s', (text, region) => {
    expect(parseArn(text)?.region).toBe(region);
    expect(parseArn(text)?.in(region)).toBe(text);
    expect(parseArn(text)?.in('eu-south-1')).toBe(text.replace(region, 'eu-south-1'));
  });

  test.each(['prod/db', 'arn', 'arn:aws:secretsmanager:eu-west-1:123', 'arn:aws:s3:::bucket', ''])(
    '%j is none',
    (text) => {
      expect(parseArn(text)).toBeUndefined();
    },
  );
});

describe('the name of a session', () => {
  test.each([
    [['acme/shop', '4711'], 'keepmum-acme-shop-4711'],
    [[undefined, ''], 'keepmum'],
    [['größe und mehr'], 'keepmum-gr-e-und-mehr'],
    [['a'.repeat(80), '4711'], `${'a'.repeat(59)}-4711`],
  ])('of %j is %s', (parts, name) => {
    expect(sessionName(parts)).toBe(name);
  });

  test('is one that AWS takes, whatever the repository is called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 90 }), { maxLength: 3 }), (parts) => {
        expect(sessionName(parts)).toMatch(/^[\w+=,.@-]{2,64}$/);
      }),
    );
  });
});

test('pieces of a list are full but for the last, and together the list', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), (list, most) => {
      const chunks = chunksOf(list, most);
      expect(chunks.flat()).toEqual(list);
      expect(chunks.slice(0, -1).every((chunk) => chunk.length === most)).toBe(true);
      expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= most)).toBe(true);
    }),
  );
});
