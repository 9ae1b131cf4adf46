import type { ContactsDb } from '#features/contacts/server/tables.ts'

export interface DuplicatesDb extends ContactsDb {}
