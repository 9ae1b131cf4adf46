import ground from '#ui/texts/de.json'

/** Every German word of the client: the ground's and each feature's. German is the source of truth. */
export const de = { ...ground }
