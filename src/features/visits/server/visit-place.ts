import { sql } from 'kysely'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, missing } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { VisitPlace, VisitPlaceChange } from '../visit-place.ts'
import type { VisitsDb } from './tables.ts'

/** What is noted for visits to a contact that `by` may read; nothing yet is version 0. */
export async function readVisitPlace(db: Database<VisitsDb>, by: By, contactId: string): Promise<VisitPlace> {
  const [place] = await readVisitPlaces(db, by, [contactId])
  if (!place) throw missing()
  return place
}

/** The same of several contacts; those that `by` may not read are left out. */
export async function readVisitPlaces(
  db: Database<VisitsDb>,
  by: By,
  contactIds: readonly string[],
): Promise<VisitPlace[]> {
  const { rows } = await sql<Row>`
    select c.id as contact_id, p.opening_hours, p.latitude, p.longitude, p.holiday_region, coalesce(p.note, '') as note,
      coalesce(p.version, 0) as version
    from contact c left join visit_place p on p.contact_id = c.id
    where c.id = any(${uuids(contactIds)}) and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}`.execute(
    db,
  )
  return rows.map(({ latitude: lat, longitude: lon, ...plain }) => ({
    ...plain,
    position: lat === null || lon === null ? null : { lat, lon },
  }))
}

/** Notes it; whoever may change the contact may. */
export async function changeVisitPlace(
  tx: Tx<VisitsDb>,
  by: By,
  {
    contactId,
    change,
    ifMatch,
  }: { contactId: string; change: VisitPlaceChange; ifMatch?: number | undefined },
): Promise<VisitPlace> {
  const contact = await lockContact(tx, by, contactId)
  if (!mayChange(by, contact)) throw new Problem('forbidden', 'forbidden', 'You may not change this contact.')
  const before = await readVisitPlace(tx, by, contactId)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const { openingHours, position, holidayRegion, note, version } = { ...before, ...given(change) }
  const values = {
    openingHours: openingHours && json(openingHours),
    latitude: position?.lat ?? null,
    longitude: position?.lon ?? null,
    holidayRegion: holidayRegion || null,
    note,
    version: version + 1,
  }
  const changes = diff(toldOf(before), toldOf({ ...before, openingHours, position, holidayRegion, note }))
  if (changes.length === 0) return before
  await tx
    .insertInto('visitPlace')
    .values({ contactId, ...values })
    .onConflict((conflict) =>
      conflict.column('contactId').doUpdateSet({ ...values, updatedAt: sql<string>`now()` }),
    )
    .execute()
  await record(tx, by, {
    action: 'visitPlace.changed',
    kind: 'visitPlace',
    id: contactId,
    title: contact.displayName,
    diff: changes,
    readers: readersOf(contact),
  })
  return readVisitPlace(tx, by, contactId)
}

interface Row extends Omit<VisitPlace, 'position'> {
  latitude: number | null
  longitude: number | null
}

const toldOf = ({ openingHours, position, holidayRegion, note }: VisitPlace) => ({
  openingHours,
  position,
  holidayRegion,
  note,
})
