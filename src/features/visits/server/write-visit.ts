import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { dropReminders, setReminder } from '#features/notifications/server/reminders.ts'
import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { readVisitRows } from './read-visits.ts'
import type { VisitRow } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'
import { instantsOf } from './visit-time.ts'

/** What the journal says of a visit, and an undo gives back. */
export const TOLD = [
  'state',
  'date',
  'startTime',
  'durationMinutes',
  'assigneeId',
  'title',
  'description',
  'place',
  'bring',
  'reminderMinutes',
  'report',
  'outcome',
  'doneOn',
  'actualMinutes',
  'confirmedContactId',
  'confirmedChannel',
  'confirmedAt',
] as const

export type VisitPatch = Partial<
  Pick<
    VisitRow,
    (typeof TOLD)[number] | 'movedFrom' | 'shiftReason' | 'shiftDetail' | 'unplaced' | 'historyEntryId'
  >
>

/** What else a calendar has to know of: who subscribed to it sees the new version. */
const TIMED = ['date', 'startTime', 'durationMinutes', 'place', 'title'] as const

/** Writes a locked visit and all that follows from it: instants, journal, reminder, a word to whom it concerns. */
export async function writeVisit(
  tx: Tx<VisitsDb>,
  by: By,
  before: VisitRow,
  { patch, action = 'visit.changed' }: { patch: VisitPatch; action?: string },
): Promise<VisitRow> {
  const isMoved = patch.date !== undefined && patch.date !== before.date
  const moved: VisitPatch = isMoved
    ? { movedFrom: before.movedFrom ?? before.date, unplaced: false, shiftReason: null, shiftDetail: '' }
    : {}
  const after: VisitRow = { ...before, ...moved, ...patch }
  const changes = diff(toldOf(before), toldOf(after))
  if (changes.length === 0) return before
  if (isMoved) await refuseTakenDay(tx, after)
  const isTimed = TIMED.some((field) => before[field] !== after[field]) || after.state === 'cancelled'
  await tx
    .updateTable('visit')
    .set({
      ...moved,
      ...patch,
      ...instantsOf(after),
      ...(isTimed ? { sequence: before.sequence + 1 } : {}),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .execute()
  const version = before.version + 1
  const readers = [...new Set([...before.readers, before.assigneeId, after.assigneeId])]
  await record(tx, by, {
    action,
    kind: 'visit',
    id: after.id,
    title: after.title,
    diff: changes,
    version,
    readers,
  })
  await remind(tx, after, before)
  await tellAssignee(tx, by, before, after)
  const [fresh] = await readVisitRows(tx, { ...by, role: 'admin' }, [before.id])
  return { ...(fresh ?? after), reads: before.reads }
}

const toldOf = (row: VisitRow) => Object.fromEntries(TOLD.map((field) => [field, row[field]]))

/** Of one plan a customer has one visit a day; what did not happen leaves the day free. */
async function refuseTakenDay(tx: Tx<VisitsDb>, { id, chainId, date, state }: VisitRow): Promise<void> {
  if (state === 'skipped' || state === 'cancelled') return
  const other = await tx
    .selectFrom('visit')
    .select('id')
    .where('chainId', '=', chainId)
    .where('date', '=', date)
    .where('id', '!=', id)
    .where('state', 'not in', ['skipped', 'cancelled'])
    .executeTakeFirst()
  if (other)
    throw new Problem(
      'conflict',
      'visit.day_taken',
      'The plan has another visit to this customer on that day.',
    )
}

const REMINDED = ['planned', 'confirmed']

/** Reminds whoever goes there, as long as somebody is to go there. */
export async function remind(tx: Tx<VisitsDb>, visit: VisitRow, before?: VisitRow): Promise<void> {
  const { id, title, place, assigneeId, reminderMinutes, startTime } = visit
  if (reminderMinutes === null || !REMINDED.includes(visit.state)) {
    if (before && before.reminderMinutes !== null) await dropReminders(tx, 'visit', id)
    return
  }
  const { startsAt } = instantsOf(visit)
  const at = new Date(Date.parse(startsAt) - reminderMinutes * 60_000).toISOString()
  if (Date.parse(at) < Date.now()) return dropReminders(tx, 'visit', id)
  const due = startTime === null ? visit.date : startsAt
  await setReminder(tx, { kind: 'visit', id, title, text: place, users: [assigneeId], at, due })
}

/** Whoever gets a visit hears of it, and whoever has one that somebody else moves; proposals are nobody's news yet. */
async function tellAssignee(tx: Tx<VisitsDb>, by: By, before: VisitRow, after: VisitRow): Promise<void> {
  if (by.runId !== undefined || !REMINDED.includes(after.state)) return
  const isNew = before.assigneeId !== after.assigneeId
  const isMoved = before.date !== after.date || before.startTime !== after.startTime
  if (!isNew && !isMoved) return
  const record = { kind: 'visit', id: after.id, title: after.title }
  const text = [after.date, after.startTime].filter(Boolean).join(' ')
  await notify(tx, by, { users: [after.assigneeId], kind: 'visit', record, text })
}
