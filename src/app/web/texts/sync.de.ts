import syncWords from '#features/sync/texts/de.json'

/** What is said about being in step with a groupware. */
export const sync = { ...syncWords }
