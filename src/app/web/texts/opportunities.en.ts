import opportunityWords from '#features/opportunities/texts/en.json'

/** What the screens and forms of opportunities say. */
export const opportunities = { ...opportunityWords }
