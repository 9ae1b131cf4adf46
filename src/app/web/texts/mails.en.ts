import words from '#features/mails/texts/en.json'

/** What mails say on timelines, in the inbox and while one writes. */
export const mails = { ...words }
