const told = process.env['KONTOR_TEST_SEED']

/**
 * What is random in tests begins here, the same at every run: a red run is never chance. `KONTOR_TEST_SEED=random`
 * draws something new; the number that is printed then repeats it.
 */
export const SEED = told === 'random' ? Date.now() % 1_000_000_000 : Number(told ?? 20_261_122)
