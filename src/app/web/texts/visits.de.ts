import own from '#features/visits/texts/de.json'
import problems from '#features/visits/texts/problems.de.json'

/** What the screens of visits say. */
export const visits = { ...own, ...problems }
