import words from '#features/mails/texts/de.json'

/** What mails say on timelines, in the inbox and while one writes. */
export const mails = { ...words }
