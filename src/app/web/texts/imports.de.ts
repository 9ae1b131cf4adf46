import importsOwn from '#features/imports/texts/de.json'

/** What the import says. */
export const imports = { ...importsOwn }
