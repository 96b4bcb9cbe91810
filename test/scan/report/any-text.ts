import fc from 'fast-check';

/** Text of any code points, half surrogates and control characters included, with many of those that make trouble. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10_ffff }),
      fc.integer({ min: 0, max: 0xa0 }),
      fc.constantFrom(
        0x1b,
        0x9b,
        0xad,
        0x200b,
        0x2028,
        0x202e,
        0x2066,
        0xd800,
        0xdc00,
        0xfeff,
        0xfffe,
        0xffff,
        0xe0041,
      ),
    ),
    { maxLength: 40 },
  )
  .map((codes) => String.fromCodePoint(...codes));
