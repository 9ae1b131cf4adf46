import form from '#features/contacts/texts/form.de.json'
import page from '#features/contacts/texts/page.de.json'
import duplicates from '#features/duplicates/texts/de.json'
import merge from '#features/duplicates/texts/merge.de.json'
import history from '#features/history/texts/de.json'
import origin from '#features/imports/texts/origin.de.json'

/** What the page and the forms of a contact say. */
export const contact = { ...form, ...page, ...duplicates, ...merge, ...history, ...origin }
