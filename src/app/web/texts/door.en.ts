import words from '#ui/texts/door.en.json'

/** What is said to whoever is not signed in yet. */
export const door = words
