/** What a character is to the shape features. */
export const Kind = { lower: 0, upper: 1, digit: 2, symbol: 3 } as const;
