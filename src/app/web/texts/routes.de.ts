import own from '#features/routes/texts/de.json'

/** What the map, the route of a day and the spreading over days say. */
export const routes = { ...own }
