import syncWords from '#features/sync/texts/en.json'

/** What is said about being in step with a groupware. */
export const sync = { ...syncWords }
