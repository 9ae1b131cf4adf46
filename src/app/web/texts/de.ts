import contactsForm from '#features/contacts/texts/form.de.json'
import contactsList from '#features/contacts/texts/list.de.json'
import contactsPage from '#features/contacts/texts/page.de.json'
import contactsProblems from '#features/contacts/texts/problems.de.json'
import history from '#features/history/texts/de.json'
import imports from '#features/imports/texts/de.json'
import views from '#features/views/texts/de.json'
import ground from '#ui/texts/de.json'

/** Every German word of the client: the ground's and each feature's. German is the source of truth. */
export const de = {
  ...ground,
  ...contactsList,
  ...contactsForm,
  ...contactsPage,
  ...contactsProblems,
  ...history,
  ...imports,
  ...views,
}
