import fc from 'fast-check';

/** Random tests try the same cases everywhere and always; `KEEPMUM_SEED=NUMBER` tries others, `KEEPMUM_SEED=random` new ones each time. */
const { KEEPMUM_SEED: wanted = '20261101' } = process.env;

if (wanted !== 'random') {
  const seed = Number(wanted);
  if (!Number.isInteger(seed))
    throw new Error(`cannot use KEEPMUM_SEED "${wanted}", expected a whole number or "random"`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}
