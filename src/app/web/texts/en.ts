import contactsForm from '#features/contacts/texts/form.en.json'
import contactsList from '#features/contacts/texts/list.en.json'
import contactsProblems from '#features/contacts/texts/problems.en.json'
import settings from '#features/settings/texts/en.json'
import users from '#features/users/texts/en.json'
import ground from '#ui/texts/en.json'

/** Every English word of the client. */
export const en = { ...ground, ...contactsList, ...contactsForm, ...contactsProblems, ...settings, ...users }
