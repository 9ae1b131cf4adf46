import { sql } from 'kysely'
import { withdrawNotifications } from '#features/notifications/server/notify.ts'
import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { json } from '#platform/database.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { learnWords } from '#platform/search.ts'
import type { Contact, ContactChange } from '../contact.ts'
import { cascade } from './cascade.ts'
import { checkState } from './check-state.ts'
import { readContext, settled, stateOf, toColumns } from './contact-state.ts'
import type { ContactContext, ContactState } from './contact-state.ts'
import { lockContact, readContact } from './read-contacts.ts'
import { addTags, readReferences } from './references.ts'
import { renameEmployer } from './rename-employer.ts'
import type { ContactsDb } from './tables.ts'
import { tellManagers } from './tell-managers.ts'

/**
 * Changes a contact by a merge patch: null empties a field, `custom` is merged key by key, lists are replaced. Refused
 * when somebody else changed it since `ifMatch`. Nothing is written when nothing differs.
 */
export async function changeContact(
  tx: Tx<ContactsDb>,
  by: By,
  {
    id,
    change,
    ifMatch,
    context,
  }: { id: string; change: ContactChange; ifMatch?: number | undefined; context?: ContactContext },
): Promise<Contact> {
  const before = await lockContact(tx, by, id)
  if (!mayChange(by, before)) throw new Problem('forbidden', 'forbidden', 'You may not change this contact.')
  if (ifMatch !== undefined && ifMatch !== before.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this contact in the meantime.')
  }
  const known = context ?? (await readContext(tx))
  const { cascade: wanted, ...patch } = change
  const columns = await changedColumns(tx, by, merged(before, patch), { context: known, before })
  await tx
    .updateTable('contact')
    .set({
      ...columns,
      details: json(columns.details),
      custom: json(columns.custom),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  const everything: By = { ...by, role: 'admin' }
  const after = await readContact(tx, everything, id)
  const changes = diff(stateOf(before), stateOf(after))
  if (changes.length === 0) return takeBack(tx, by, before)
  await learnWords(tx, [columns.search])
  if (after.kind === 'company' && before.companyName !== after.companyName)
    await renameEmployer(tx, after, known)
  await record(tx, by, {
    action: 'contact.changed',
    kind: 'contact',
    id,
    title: after.displayName,
    diff: changes,
    version: after.version,
    readers: [...new Set([...readersOf(before), ...readersOf(after)])],
  })
  await tellManagers(tx, by, { before, after })
  if (readersOf(before).join() !== readersOf(after).join())
    await withdrawNotifications(tx, id, readersOf(after))
  await cascade(tx, by, { before, after, wanted, context: known, change: changeContact })
  return { ...after, can: mayChange(by, after) ? ['change', 'delete'] : [] }
}

async function changedColumns(
  tx: Tx<ContactsDb>,
  by: By,
  state: ContactState,
  { context, before }: { context: ContactContext; before: ContactState },
) {
  const references = await readReferences(tx, by, [state], before)
  const checked = checkState(state, { context, references, before })
  if (checked instanceof Problem) throw checked
  await addTags(tx, by, checked.tags, references.tags)
  return toColumns(settled(checked, references), references, context.settings.country)
}

function merged(before: Contact, patch: Omit<ContactChange, 'cascade'>): ContactState {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const custom = { ...before.custom, ...patch.custom }
  const employer = patch.companyId === null ? { companyName: null } : {}
  return { ...stateOf(before), ...(before.kind === 'person' ? employer : {}), ...given, custom }
}

/** The row was written to let the database compare; its version goes back, so nobody is told of a change. */
async function takeBack(tx: Tx<ContactsDb>, by: By, before: Contact): Promise<Contact> {
  const { version, updatedAt, updatedBy } = before
  await tx.updateTable('contact').set({ version, updatedAt, updatedBy }).where('id', '=', before.id).execute()
  return readContact(tx, by, before.id)
}
