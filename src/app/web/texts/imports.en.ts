import importsOwn from '#features/imports/texts/en.json'

/** What the import says. */
export const imports = { ...importsOwn }
