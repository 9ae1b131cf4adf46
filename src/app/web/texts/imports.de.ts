import importsOwn from '#features/imports/texts/de.json'
import origin from '#features/imports/texts/origin.de.json'

/** What the import says. */
export const imports = { ...importsOwn, ...origin }
