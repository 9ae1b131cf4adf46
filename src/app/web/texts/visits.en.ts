import own from '#features/visits/texts/en.json'
import problems from '#features/visits/texts/problems.en.json'

export const visits = { ...own, ...problems }
