import { listCustomFields } from '#features/customfields/server/custom-fields.ts'
import { listLabels } from '#features/labels/server/labels.ts'
import { listGroups } from '#features/users/server/groups.ts'
import { listUsers } from '#features/users/server/users.ts'
import type { Database } from '#platform/database.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { ContactsDb } from './tables.ts'

/** What a list of contacts is read with, in one answer instead of six; nothing is counted. */
export async function readVocabulary(db: Database<ContactsDb>): Promise<Vocabulary> {
  const [types, temperatures, tags, fields, users, groups] = await Promise.all([
    listLabels(db, undefined, 'contact-types'),
    listLabels(db, undefined, 'temperatures'),
    listLabels(db, undefined, 'tags', 'contact'),
    listCustomFields(db, undefined),
    listUsers(db),
    listGroups(db),
  ])
  const names = users.map(({ id, name, role, active }) => ({ id, name, role, active }))
  return { types, temperatures, tags, fields, users: names, groups }
}
