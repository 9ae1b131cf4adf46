import contactsForm from '#features/contacts/texts/form.de.json'
import contactsList from '#features/contacts/texts/list.de.json'
import contactsProblems from '#features/contacts/texts/problems.de.json'
import settings from '#features/settings/texts/de.json'
import users from '#features/users/texts/de.json'
import ground from '#ui/texts/de.json'

/** Every German word of the client: the ground's and each feature's. German is the source of truth. */
export const de = { ...ground, ...contactsList, ...contactsForm, ...contactsProblems, ...settings, ...users }
