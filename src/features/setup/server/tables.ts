import type { ContactsDb } from '#features/contacts/server/tables.ts'

export type SetupDb = ContactsDb
