import contactsForm from '#features/contacts/texts/form.en.json'
import contactsList from '#features/contacts/texts/list.en.json'
import contactsPage from '#features/contacts/texts/page.en.json'
import contactsProblems from '#features/contacts/texts/problems.en.json'
import history from '#features/history/texts/en.json'
import imports from '#features/imports/texts/en.json'
import views from '#features/views/texts/en.json'
import ground from '#ui/texts/en.json'

/** Every English word of the client. */
export const en = {
  ...ground,
  ...contactsList,
  ...contactsForm,
  ...contactsPage,
  ...contactsProblems,
  ...history,
  ...imports,
  ...views,
}
