import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Selectable } from 'kysely'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import type { CardPhoto } from '#kernel/groupware/card-item.ts'
import { unpackAgreed } from '../agreed.ts'
import { fieldRules } from '../item-fields.ts'
import type { FieldRules, Fields } from '../item-fields.ts'
import type { Settling } from '../link.ts'
import { makeDue } from './due.ts'
import { REMOVING } from './pull/gone-here.ts'
import { WHOLE } from './links.ts'
import { ourKind } from './ours/our-areas.ts'
import { ownAccount } from './read-links.ts'
import type { Link } from './run.ts'
import type { SyncDb } from './tables.ts'

type Row = Selectable<SyncDb['groupwareConflict']>

/**
 * Decides about a value that was overruled: the one that is taken is written to our record by its own action, and goes
 * there with the next run. Fields that belong together (start and end) are decided together.
 */
export async function settleConflict(
  tx: Tx<SyncDb>,
  by: By,
  { id, take }: Settling & { id: string },
): Promise<void> {
  const db: Database<SyncDb> = tx
  const { conflict, link } = await lock(tx, by, id)
  const { country } = await readSettings(db)
  const rules = fieldRules(link.area === 'mail' ? 'appointment' : link.area, country)
  const together = await siblings(tx, conflict, rules)
  if (conflict.field === WHOLE) await settleWhole(tx, by, { conflict, link, take })
  else if (conflict.kept !== take) await write(tx, by, { rows: together, link, take, rules })
  await tx
    .updateTable('groupwareConflict')
    .set({ settledAt: new Date().toISOString(), settledBy: by.id })
    .where(
      'id',
      'in',
      together.map((row) => row.id),
    )
    .execute()
  await makeDue(tx, by, link.accountId)
}

async function lock(tx: Tx<SyncDb>, by: By, id: string): Promise<{ conflict: Row; link: Link }> {
  const conflict = await tx
    .selectFrom('groupwareConflict')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const link =
    conflict &&
    (await tx
      .selectFrom('groupwareLink')
      .selectAll()
      .where('id', '=', conflict.linkId)
      .forUpdate()
      .executeTakeFirst())
  if (!conflict || !link) throw missing()
  await ownAccount(tx, by, link.accountId)
  if (conflict.settledAt !== null)
    throw new Problem('conflict', 'groupware.settled', 'Somebody has decided this already.')
  return { conflict, link }
}

async function siblings(tx: Tx<SyncDb>, conflict: Row, rules: FieldRules): Promise<Row[]> {
  const unit = rules[conflict.field]?.unit
  if (unit === undefined) return [conflict]
  const rows = await tx
    .selectFrom('groupwareConflict')
    .selectAll()
    .where('linkId', '=', conflict.linkId)
    .where('at', '=', conflict.at)
    .where('settledAt', 'is', null)
    .execute()
  return rows.filter(({ field, kept }) => rules[field]?.unit === unit && kept === conflict.kept)
}

async function write(
  tx: Tx<SyncDb>,
  by: By,
  {
    rows,
    link,
    take,
    rules,
  }: { rows: readonly Row[]; link: Link; take: 'ours' | 'theirs'; rules: FieldRules },
): Promise<void> {
  const kind = ourKind(link.recordKind)
  const record = (await kind.read(tx, by, [link.recordId])).get(link.recordId)
  if (!record) throw missing()
  if (take === 'ours' && !unpackAgreed(link.agreed).about.own)
    throw new Problem(
      'conflict',
      'groupware.foreign',
      'The event belongs to somebody else, who decides about it.',
    )
  const said: Fields = {}
  for (const row of rows) {
    if (row.field === 'photo') return takePicture(tx, by, link.recordId, row[take] as CardPhoto | null)
    if (row.field === 'company') return changeEmployer(tx, by, link.recordId, row[take])
    said[row.field] = valueOf(rules, row, record.item, take)
  }
  await kind.change(tx, by, record, {
    fields: Object.keys(said),
    item: { ...record.item, ...said },
  })
}

/** Of a list in which only entries were in conflict, these stand in place of those with their keys. */
function valueOf(rules: FieldRules, row: Row, item: Fields, take: 'ours' | 'theirs'): unknown {
  const { keyOf, whole } = rules[row.field] ?? {}
  const value = row[take]
  if (!keyOf || whole || row.agreed !== null || !Array.isArray(value)) return value
  const current = Array.isArray(item[row.field]) ? (item[row.field] as unknown[]) : []
  return [...new Map([...current, ...value].map((entry) => [keyOf(entry), entry])).values()]
}

/** One that was overruled is kept for a while, as one that the contact had before. */
async function takePicture(tx: Tx<SyncDb>, by: By, id: string, photo: CardPhoto | null): Promise<void> {
  await changePhoto(tx, by, { id, picture: photo && { hash: photo.mark } })
}

async function changeEmployer(tx: Tx<SyncDb>, by: By, id: string, name: unknown): Promise<void> {
  const change = { companyId: null, companyName: typeof name === 'string' ? name : null }
  await changeContact(tx, by, { id, change })
}

/** One side was removed and the other changed: both have it again, or neither. */
async function settleWhole(
  tx: Tx<SyncDb>,
  by: By,
  { conflict, link, take }: { conflict: Row; link: Link; take: 'ours' | 'theirs' },
): Promise<void> {
  const kind = ourKind(link.recordKind)
  const save = (
    set: Partial<Pick<Link, 'state' | 'fault' | 'remoteId' | 'etag' | 'ourVersion'>>,
    isAnew = false,
  ) =>
    tx
      .updateTable('groupwareLink')
      .set({ ...set, ...(isAnew ? { agreed: json({}) } : {}) })
      .where('id', '=', link.id)
      .execute()
  if (conflict.kept === 'ours') {
    if (take === 'ours')
      return void (await save(
        { state: 'linked', remoteId: null, etag: null, fault: null, ourVersion: null },
        true,
      ))
    await kind.remove?.(tx, by, link.recordId)
    return void (await save({ state: 'goneThere', fault: null }))
  }
  if (take === 'ours') return void (await save({ state: 'goneHere', fault: REMOVING }))
  await kind.restore?.(tx, by, link.recordId)
  await save({ state: 'goneHere', fault: null })
}

/** Cuts the link between a record and its item for good: both stay as they are, and nothing is taken over anew. */
export async function decoupleLink(tx: Tx<SyncDb>, by: By, id: string): Promise<void> {
  const link = await tx
    .selectFrom('groupwareLink')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!link) throw missing()
  await ownAccount(tx, by, link.accountId)
  await tx
    .updateTable('groupwareLink')
    .set({ state: 'decoupled', fault: null })
    .where('id', '=', id)
    .execute()
}

/** Lets a collection go on that was held because much of it was gone at once: it is gone on purpose. */
export async function goOn(tx: Tx<SyncDb>, by: By, id: string): Promise<void> {
  const collection = await tx
    .selectFrom('groupwareCollection')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!collection) throw missing()
  await ownAccount(tx, by, collection.accountId)
  if (collection.removals !== 'held') return
  await tx.updateTable('groupwareCollection').set({ removals: 'confirmed' }).where('id', '=', id).execute()
  await makeDue(tx, by, collection.accountId)
}
