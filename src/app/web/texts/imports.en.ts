import importsOwn from '#features/imports/texts/en.json'
import origin from '#features/imports/texts/origin.en.json'

/** What the import says. */
export const imports = { ...importsOwn, ...origin }
