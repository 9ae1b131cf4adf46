import form from '#features/contacts/texts/form.en.json'
import page from '#features/contacts/texts/page.en.json'
import duplicates from '#features/duplicates/texts/en.json'
import merge from '#features/duplicates/texts/merge.en.json'
import history from '#features/history/texts/en.json'
import origin from '#features/imports/texts/origin.en.json'

/** What the page and the forms of a contact say. */
export const contact = { ...form, ...page, ...duplicates, ...merge, ...history, ...origin }
