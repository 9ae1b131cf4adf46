import words from '#ui/texts/door.de.json'

/** What is said to whoever is not signed in yet. */
export const door = words
