import type { ContactsDb } from '#features/contacts/server/tables.ts'

/** Every table; for start-up and tests only, features name what they stand on. */
export type AllDb = ContactsDb
