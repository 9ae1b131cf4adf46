import { changeContact } from '#features/contacts/server/change-contact.ts'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import type { Contact, ContactChange } from '#features/contacts/contact.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { MergeLeft } from '../merge.ts'
import { takeBack } from '../take-back.ts'
import { readParties } from './read-mergeable.ts'
import type { DuplicatesDb } from './tables.ts'

/** Gives the contact that stayed its fields back; says which ones it could not. */
export async function revertMerged(
  tx: Tx<DuplicatesDb>,
  by: By,
  { id, mergeId }: { id: string; mergeId: string },
): Promise<MergeLeft[]> {
  // What it referred to before it may refer to again, whether or not `by` may see it (an employer).
  const asSystem: By = { ...by, role: 'admin' }
  const [contact] = await readParties(tx, asSystem, [id])
  if (!contact) return []
  const changes = await changesOf(tx, id, mergeId)
  const { change, left } = takeBack(contact, changes)
  const photo = changes.find(({ field }) => field === 'photo')
  const refused = await outOfBin(tx, contact, async () => {
    if (photo && !(await pictureBack(tx, asSystem, { id, photo }))) left.push('photo')
    return changeWhatGoes(change, (input) =>
      changeContact(tx, asSystem, { id, change: { ...input, cascade: false } }),
    )
  })
  return [
    ...left.map((field) => ({ contactId: id, field, reason: 'changed' as const })),
    ...refused.map((field) => ({ contactId: id, field, reason: 'refused' as const })),
  ]
}

/** Changes are for who is not in the bin; who is there comes out for as long as this transaction works on it. */
async function outOfBin<R>(
  tx: Tx<DuplicatesDb>,
  { id, deletedAt }: Contact,
  work: () => Promise<R>,
): Promise<R> {
  if (deletedAt === null) return work()
  await tx.updateTable('contact').set({ deletedAt: null }).where('id', '=', id).execute()
  const done = await work()
  await tx.updateTable('contact').set({ deletedAt }).where('id', '=', id).execute()
  return done
}

async function changesOf(tx: Tx<DuplicatesDb>, id: string, mergeId: string): Promise<FieldChange[]> {
  const rows = await tx
    .selectFrom('journal')
    .select('diff')
    .where('runId', '=', mergeId)
    .where('recordId', '=', id)
    .where('action', '=', 'contact.changed')
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => row.diff)
}

/**
 * Makes the change without the fields a rule refuses (a type that is gone, a custom field that became required), as
 * often as another one is refused; says which ones.
 */
async function changeWhatGoes(
  wanted: ContactChange,
  make: (change: ContactChange) => Promise<unknown>,
): Promise<string[]> {
  const refused: string[] = []
  let rest = wanted
  while (Object.keys(rest).length > 0) {
    try {
      await make(rest)
      return refused
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
      const paths = error.errors.map(({ path }) => path)
      const fewer = without(rest, paths)
      refused.push(...(fewer ? paths.map(fieldOf) : Object.keys(rest)))
      rest = fewer ?? {}
    }
  }
  return [...new Set(refused)]
}

/** `details.3.value` is about `details`, `custom.floor` about one custom field. */
function fieldOf(path: string): string {
  return path.startsWith('custom.') ? path : (path.split('.')[0] ?? path)
}

/** The change without the fields at these paths; undefined when none of them is in it. */
function without({ custom = {}, ...plain }: ContactChange, paths: string[]): ContactChange | undefined {
  const fields = paths.map(fieldOf)
  const keys = Object.keys(custom).filter((key) => !fields.includes(`custom.${key}`))
  const names = Object.keys(plain).filter((name) => !fields.includes(name))
  if (keys.length === Object.keys(custom).length && names.length === Object.keys(plain).length)
    return undefined
  const fewer = Object.fromEntries(names.map((name) => [name, plain[name as keyof typeof plain]]))
  return keys.length > 0
    ? { ...fewer, custom: Object.fromEntries(keys.map((key) => [key, custom[key]])) }
    : fewer
}

/** The picture it had, if it still has the one of the merge and the former one is kept. */
async function pictureBack(
  tx: Tx<DuplicatesDb>,
  by: By,
  { id, photo }: { id: string; photo: FieldChange },
): Promise<boolean> {
  const { photoHash } = await tx
    .selectFrom('contact')
    .select('photoHash')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (photoHash !== photo.to) return false
  const picture = typeof photo.from === 'string' ? { hash: photo.from } : null
  try {
    await changePhoto(tx, by, { id, picture })
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') return false
    throw error
  }
}
