import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { createAppointment } from '#features/appointments/server/create-appointment.ts'
import { deleteAppointment } from '#features/appointments/server/delete-appointment.ts'
import { respond } from '#features/appointments/server/respond.ts'
import { changeVisit } from '#features/visits/server/change-visit.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { eventText } from '../../event/event-text.ts'
import { differences, heldEvent } from '../../event/held-event.ts'
import type { HeldEvent } from '../../event/held-event.ts'
import { canBeVisit, changedVisit } from '../../event/held-visit.ts'
import { refusal } from '../../refusal.ts'
import type { Resource } from '../collection.ts'
import { RULES, heldAppointments, heldVisits, zoneOfUser } from './event-records.ts'
import type { Objects, Reading, Written } from './objects.ts'
import { demandObject } from './read-object.ts'
import type { DavDb } from '../tables.ts'
import { writeExceptions } from './write-exceptions.ts'

/** Appointments and visits as events (VEVENT, RFC 4791 and RFC 5545). */
export const events: Objects = {
  texts: eventTexts,
  async prepare({ db, by, house }, text) {
    const { uid } = demandObject(text, 'VEVENT')
    const { item, held } = readSent(text, await zoneOfUser(db, by))
    const { publicUrl } = house.config
    return {
      uid,
      write: (tx, actor, resource) =>
        resource?.recordKind === 'visit'
          ? writeVisit(tx, actor, { id: resource.recordId, item, sent: held, publicUrl })
          : writeAppointment(tx, actor, resource?.recordId, held),
    }
  },
  remove: removeEvent,
}

async function eventTexts(
  { db, by, house }: Reading,
  resources: readonly Resource[],
): Promise<Map<string, string>> {
  const ids = (kind: Resource['recordKind']) =>
    resources.filter(({ recordKind }) => recordKind === kind).map(({ recordId }) => recordId)
  const records = [
    ...(await heldAppointments(db, by, ids('appointment'))),
    ...(await heldVisits(db, by, { ids: ids('visit'), publicUrl: house.config.publicUrl })),
  ]
  const byId = new Map(records.map((one) => [one.id, one]))
  const zone = await zoneOfUser(db, by)
  return new Map(
    resources.flatMap(({ recordId, raw, uid }) => {
      const record = byId.get(recordId)
      if (!record) return []
      const at = Date.parse(record.updatedAt)
      const { held, may } = record
      return [
        [recordId, eventText(raw, { held, uid, kontorId: recordId, at, zone, rules: RULES, foreign: !may })],
      ]
    }),
  )
}

function readSent(text: string, zone: string): { item: EventItem; held: HeldEvent } {
  const { items, warnings } = readEvents(text, { zone })
  const [item] = items
  if (!item) throw refusal('C:valid-calendar-data', { detail: 'An event needs a start (DTSTART).' })
  const wrong = warnings.find(({ code }) => code === 'unreadable' || code === 'end')
  if (wrong) throw refusal('C:valid-calendar-data', { detail: `Not to be read: ${wrong.detail}` })
  try {
    return { item, held: heldEvent(item, RULES) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw refusal('C:valid-calendar-object-resource', { detail: error.message })
  }
}

async function writeAppointment(
  tx: Tx<DavDb>,
  by: By,
  known: string | undefined,
  sent: HeldEvent,
): Promise<Written> {
  const { exceptions: _, ...said } = sent
  if (known === undefined) {
    const { id } = await createAppointment(tx, by, said)
    await exceptionsOf(tx, by, id, sent)
    return { kind: 'appointment', id }
  }
  const [record] = await heldAppointments(tx, by, [known])
  if (!record) throw missing()
  const differing = differences(sent, record.held)
  if (!record.may) {
    // An alarm of one's own is nobody else's business and stays in the text.
    if (differing.some((name) => name !== 'reminderMinutes')) {
      throw refusal('D:need-privileges', { detail: 'Only its organizer changes this appointment.' })
    }
    return { kind: 'appointment', id: known }
  }
  if (differing.some((name) => name !== 'exceptions'))
    await changeAppointment(tx, by, { id: known, change: said })
  await exceptionsOf(tx, by, known, sent)
  return { kind: 'appointment', id: known }
}

/** After the series was written, which takes its exceptions along where it moves. */
async function exceptionsOf(tx: Tx<DavDb>, by: By, id: string, sent: HeldEvent): Promise<void> {
  if (sent.rrule === null) return
  const [record] = await heldAppointments(tx, by, [id])
  if (record) await writeExceptions(tx, by, id, { held: record.held, sent })
}

/** A visit keeps its place in the plan: a program moves it and writes to it, and does not make a series of it. */
async function writeVisit(
  tx: Tx<DavDb>,
  by: By,
  { id, item, sent, publicUrl }: { id: string; item: EventItem; sent: HeldEvent; publicUrl: string },
): Promise<Written> {
  const [visit] = await heldVisits(tx, by, { ids: [id], publicUrl })
  if (!visit) throw missing()
  if (!canBeVisit(item)) {
    throw refusal('C:valid-calendar-object-resource', {
      detail: 'A visit takes place once; its plan repeats it.',
    })
  }
  const input = changedVisit({ shown: visit.held, sent }, visit.fields, visit.facts)
  if (Object.keys(input).length > 0) await changeVisit(tx, by, { id, input })
  return { kind: 'visit', id }
}

/** Whoever was asked declines; a visit is called off in Kontor, where its plan goes on. */
async function removeEvent(tx: Tx<DavDb>, by: By, { recordId: id, recordKind }: Resource): Promise<void> {
  if (recordKind === 'visit') {
    throw refusal('D:need-privileges', { detail: 'A visit is called off in Kontor, where its plan goes on.' })
  }
  const [record] = await heldAppointments(tx, by, [id])
  if (!record) throw missing()
  if (record.may) await deleteAppointment(tx, by, { id })
  else await respond(tx, by, { id, response: 'declined' })
}
