import own from '#features/routes/texts/en.json'

export const routes = { ...own }
