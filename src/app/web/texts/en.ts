import ground from '#ui/texts/en.json'

/** Every English word of the client. */
export const en = { ...ground }
