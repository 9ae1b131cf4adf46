import own from '#features/visits/texts/de.json'

/** What the screens of visits say. */
export const visits = { ...own }
