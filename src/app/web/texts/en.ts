import administration from '#features/administration/texts/en.json'
import contactsForm from '#features/contacts/texts/form.en.json'
import contactsList from '#features/contacts/texts/list.en.json'
import contactsPage from '#features/contacts/texts/page.en.json'
import contactsProblems from '#features/contacts/texts/problems.en.json'
import history from '#features/history/texts/en.json'
import imports from '#features/imports/texts/en.json'
import views from '#features/views/texts/en.json'
import customFields from '#features/customfields/texts/en.json'
import labels from '#features/labels/texts/en.json'
import settings from '#features/settings/texts/en.json'
import setup from '#features/setup/texts/en.json'
import users from '#features/users/texts/en.json'
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
  ...labels,
  ...customFields,
  ...settings,
  ...users,
  ...administration,
  ...setup,
}
