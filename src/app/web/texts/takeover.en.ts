import files from '#features/takeover/texts/files.en.json'
import words from '#features/takeover/texts/en.json'
import people from '#features/takeover/texts/people.en.json'
import wizard from '#ui/texts/wizard.en.json'

/** What is said step by step while something is taken over from a groupware. */
export const takeover = { ...wizard, ...words, ...people, ...files }
