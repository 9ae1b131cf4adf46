import files from '#features/takeover/texts/files.de.json'
import words from '#features/takeover/texts/de.json'
import people from '#features/takeover/texts/people.de.json'
import wizard from '#ui/texts/wizard.de.json'

/** What is said step by step while something is taken over from a groupware. */
export const takeover = { ...wizard, ...words, ...people, ...files }
