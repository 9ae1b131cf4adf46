import eventWords from '#features/events/texts/en.json'

/** What the screens and forms of events say. */
export const events = { ...eventWords }
