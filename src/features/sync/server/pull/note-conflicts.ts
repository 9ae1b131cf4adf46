import { randomUUIDv7 } from 'node:crypto'
import { keepFormer } from '#features/contacts/server/change-photo.ts'
import type { CardItem, CardPhoto } from '#kernel/groupware/card-item.ts'
import type { FieldChange } from '#platform/journal.ts'
import { record } from '#platform/journal.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { textOf } from '../../item-fields.ts'
import type { Conflict } from '../../merge.ts'
import { WHOLE } from '../links.ts'
import { ourKind } from '../ours/our-areas.ts'
import { detailsOf } from '../ours/our-contacts.ts'
import type { KnownPhoto } from '../ours/photos.ts'
import type { Link, Run } from '../run.ts'
import { isoOf } from '../run.ts'
import type { SyncDb } from '../tables.ts'

/**
 * Keeps what was overruled, to be decided about as long as the account is connected; the changes of the record keep it
 * for good.
 */
export async function noteConflicts(
  tx: Tx<SyncDb>,
  run: Run,
  link: Pick<Link, 'id' | 'recordKind' | 'recordId'>,
  conflicts: readonly Conflict[],
): Promise<void> {
  for (const { field, agreed, ours, theirs, kept } of conflicts) {
    await tx
      .insertInto('groupwareConflict')
      .values({
        id: randomUUIDv7(),
        linkId: link.id,
        at: isoOf(run.now),
        field,
        agreed: json(agreed ?? null),
        ours: json(ours ?? null),
        theirs: json(theirs ?? null),
        kept,
      })
      .execute()
  }
  const photo = conflicts.find(({ field, kept }) => field === 'photo' && kept !== 'theirs')
  if (photo) await keepPicture(tx, link.recordId, photo.theirs as KnownPhoto | null)
  run.counts.conflicts += conflicts.length
  await tellChanges(tx, run, link, overruled(link.recordKind, conflicts))
}

/** Theirs, which was overruled; ours is kept by the change that replaces it. */
async function keepPicture(tx: Tx<SyncDb>, contactId: string, theirs: KnownPhoto | null): Promise<void> {
  if (!theirs?.thumbnail) return
  await keepFormer(tx, contactId, { hash: theirs.mark, thumbnailHash: theirs.thumbnail })
}

/** The record itself stays what its own entry of the journal says: nobody but the owner hears of this one. */
async function tellChanges(
  tx: Tx<SyncDb>,
  run: Run,
  { recordKind: kind, recordId: id }: Pick<Link, 'recordKind' | 'recordId'>,
  diff: FieldChange[],
): Promise<void> {
  if (diff.length === 0) return
  const item = (await ourKind(kind).read(tx, run.by, [id])).get(id)?.item
  const title = textOf(item?.['displayName']) || textOf(item?.['title'])
  // No part of a run: to take that back does not bring back the value that lost.
  const { runId: _, ...by } = run.by
  await record(tx, by, { action: `${kind}.overruled`, kind, id, title, diff, readers: [by.id] })
}

/**
 * From the value that lost to the one that counts, in the fields of our record. Where each side keeps its own, or one
 * of both is gone until somebody decides, nothing was overruled.
 */
function overruled(kind: string, conflicts: readonly Conflict[]): FieldChange[] {
  const changes = conflicts.flatMap(({ field, ours, theirs, kept }): FieldChange[] => {
    if (kept === 'both' || field === WHOLE || field === 'kontorId') return []
    const [from, to] = (kept === 'ours' ? [theirs, ours] : [ours, theirs]).map((value) =>
      field === 'photo' ? (value as CardPhoto | null)?.mark : value,
    )
    return [{ field, from: from ?? null, to: to ?? null }]
  })
  const isDetail = ({ field }: FieldChange) => kind === 'contact' && DETAILS.has(field)
  const details = changes.filter((change) => isDetail(change))
  return [
    ...changes
      .filter((change) => !isDetail(change))
      .map((change) => ({ ...change, field: OURS[kind]?.[change.field] ?? change.field })),
    ...(details.length === 0
      ? []
      : [{ field: 'details', from: rowsOf(details, 'from'), to: rowsOf(details, 'to') }]),
  ]
}

const DETAILS = new Set(['emails', 'phones', 'websites', 'addresses'])

/** What our records call a field of the items otherwise. */
const OURS: Record<string, Record<string, string>> = {
  contact: { company: 'companyName', note: 'description', categories: 'tags' },
  appointment: { categories: 'category' },
  visit: { categories: 'category' },
  task: { categories: 'category', dueDay: 'dueDate' },
}

function rowsOf(changes: readonly FieldChange[], side: 'from' | 'to'): unknown[] {
  return changes.flatMap(({ field, [side]: value }) =>
    Array.isArray(value) ? detailsOf([], [field], { [field]: value } as unknown as CardItem) : [],
  )
}
