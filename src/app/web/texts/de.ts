import administration from '#features/administration/texts/de.json'
import contactsForm from '#features/contacts/texts/form.de.json'
import contactsList from '#features/contacts/texts/list.de.json'
import contactsPage from '#features/contacts/texts/page.de.json'
import contactsProblems from '#features/contacts/texts/problems.de.json'
import history from '#features/history/texts/de.json'
import imports from '#features/imports/texts/de.json'
import views from '#features/views/texts/de.json'
import customFields from '#features/customfields/texts/de.json'
import labels from '#features/labels/texts/de.json'
import settings from '#features/settings/texts/de.json'
import setup from '#features/setup/texts/de.json'
import users from '#features/users/texts/de.json'
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
  ...labels,
  ...customFields,
  ...settings,
  ...users,
  ...administration,
  ...setup,
}
