import itemWords from '#features/items/texts/de.json'

/** What the screens and forms of items say. */
export const items = { ...itemWords }
