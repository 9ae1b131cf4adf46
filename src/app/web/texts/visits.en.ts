import own from '#features/visits/texts/en.json'

export const visits = { ...own }
