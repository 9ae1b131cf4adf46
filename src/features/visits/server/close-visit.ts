import { sql } from 'kysely'
import { writeEntry } from '#features/history/server/write-entry.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { dayNumber } from '#kernel/day.ts'
import type { VisitCancel, VisitNoShow } from '../visit-steps.ts'
import type { Visit, VisitDone } from '../visit.ts'
import { readCustomers } from './plans/read-customers.ts'
import { insertVisits } from './insert-visits.ts'
import { endChains } from './chains/end-chains.ts'
import { goOn } from './chains/go-on.ts'
import type { Closing, WentOn } from './chains/go-on.ts'
import { readPlanRow } from './plans/plan-state.ts'
import { keepLateFiles } from './late-files.ts'
import { demand, lockVisit, presentVisit, readVisitRows, refuseStale } from './read-visits.ts'
import type { VisitRow } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'
import { instantsOf, todayIn } from './visit-time.ts'
import { writeVisit } from './write-visit.ts'

/** A visit that was closed, and the one that follows it. */
export interface Closed {
  visit: Visit
  next: Visit | null
}

interface Sent<Input> {
  id: string
  input: Input
  ifMatch?: number | undefined
}

/**
 * A visit is done: what was found goes into the timeline of the contact, and the chain goes on. Sent again, from
 * wherever and however often, it changes nothing and answers the same; files that came along now are kept.
 */
export async function completeVisit(
  tx: Tx<VisitsDb>,
  by: By,
  { id, input, ifMatch }: Sent<VisitDone>,
): Promise<Closed> {
  const row = await lockVisit(tx, by, id)
  if (row.state === 'done') {
    await keepLateFiles(tx, by, row, input)
    return closedAs(tx, by, row)
  }
  refuseStale(row, ifMatch)
  const state = demand(row, 'done')
  const today = todayIn(row.timeZone)
  const doneOn = input.doneOn ?? today
  if (doneOn > today) throw invalid('doneOn', 'in_the_future', 'A visit is done at the earliest today.')
  const { report = row.report, outcome = row.outcome, actualMinutes = row.actualMinutes, files = [] } = input
  const historyEntryId = await tellTimeline(tx, by, row, { report, outcome, files, doneOn })
  const patch = { state, doneOn, report, outcome, actualMinutes, historyEntryId }
  const done = await writeVisit(tx, by, row, { patch, action: 'visit.done' })
  return closedAs(tx, by, await follow(tx, by, done, { how: 'done', doneOn }))
}

/** A visit is left out; the chain goes on as if it had been made on its day. */
export async function skipVisit(
  tx: Tx<VisitsDb>,
  by: By,
  { id, ifMatch }: Omit<Sent<never>, 'input'>,
): Promise<Closed> {
  const row = await lockVisit(tx, by, id)
  if (row.state === 'skipped') return closedAs(tx, by, row)
  refuseStale(row, ifMatch)
  return closedAs(tx, by, await skipLocked(tx, by, row))
}

/** The same of a visit that is locked already. */
export async function skipLocked(tx: Tx<VisitsDb>, by: By, row: VisitRow): Promise<VisitRow> {
  const patch = { state: demand(row, 'skip') }
  const skipped = await writeVisit(tx, by, row, { patch, action: 'visit.skipped' })
  const as = row.state === 'proposed' ? 'proposed' : 'planned'
  return follow(tx, by, skipped, { how: 'skipped', doneOn: null, as })
}

/** Nobody was there: another try on a day that is said, else the chain goes on. */
export async function noteNoShow(
  tx: Tx<VisitsDb>,
  by: By,
  { id, input, ifMatch }: Sent<VisitNoShow>,
): Promise<Closed> {
  const row = await lockVisit(tx, by, id)
  if (row.state === 'noShow') return closedAs(tx, by, row)
  refuseStale(row, ifMatch)
  const { report = row.report, retryOn } = input
  const patch = { state: demand(row, 'noShow'), report }
  const gone = await writeVisit(tx, by, row, { patch, action: 'visit.no_show' })
  if (!retryOn) return closedAs(tx, by, await follow(tx, by, gone, { how: 'skipped', doneOn: null }))
  return closedAs(tx, by, await keep(tx, gone, await retry(tx, by, gone, retryOn)))
}

/** A visit will not be; nothing follows it. With `chain` the customer is not visited any more at all. */
export async function cancelVisit(
  tx: Tx<VisitsDb>,
  by: By,
  { id, input, ifMatch }: Sent<VisitCancel>,
): Promise<Visit> {
  const row = await lockVisit(tx, by, id)
  if (row.state !== 'cancelled') {
    refuseStale(row, ifMatch)
    await writeVisit(tx, by, row, { patch: { state: demand(row, 'cancel') }, action: 'visit.cancelled' })
  }
  if (input.chain) await endChains(tx, by, sql`ch.id = ${row.chainId}`, 'removed')
  const [after = row] = await readVisitRows(tx, by, [id])
  return presentVisit(after, by)
}

async function follow(tx: Tx<VisitsDb>, by: By, closed: VisitRow, how: Closing): Promise<VisitRow> {
  return keep(tx, closed, await goOn(tx, by, closed, how))
}

/** Notes at a closed visit what followed it and how the chain stood before. */
async function keep(tx: Tx<VisitsDb>, closed: VisitRow, { nextId, chainBefore }: WentOn): Promise<VisitRow> {
  await tx
    .updateTable('visit')
    .set({ nextId, chainBefore: chainBefore && json(chainBefore) })
    .where('id', '=', closed.id)
    .execute()
  return { ...closed, nextId, chainBefore }
}

async function closedAs(tx: Tx<VisitsDb>, by: By, row: VisitRow): Promise<Closed> {
  const [next] = row.nextId === null ? [] : await readVisitRows(tx, by, [row.nextId])
  return { visit: presentVisit(row, by), next: next ? presentVisit(next, by) : null }
}

/** Another visit for the same date of the chain, under a number of its own. */
async function retry(tx: Tx<VisitsDb>, by: By, row: VisitRow, day: string): Promise<WentOn> {
  if (day < todayIn(row.timeZone)) throw invalid('retryOn', 'in_the_past', 'That day has passed.')
  const asSystem: By = { ...by, role: 'admin' }
  const plan = await readPlanRow(tx, row.planId, 'any')
  const [customer] = await readCustomers(tx, asSystem, plan, { chains: [row.chainId] })
  if (!customer?.chain) return { nextId: null, chainBefore: null }
  if (
    customer.chain.visits.some(
      (one) => one.day === dayNumber(day) && !['skipped', 'cancelled'].includes(one.state),
    )
  )
    throw new Problem('conflict', 'visit.day_taken', 'The plan has a visit to this customer on that day.')
  const no = Math.max(...customer.chain.visits.map((one) => one.no)) + 1
  const [nominal, dueFrom, dueTo] = [row.nominalDate, row.dueFrom, row.dueTo].map(dayNumber) as [
    number,
    number,
    number,
  ]
  const { contactId, assigneeId } = row
  const date = { contactId, assigneeId, no, nominal, dueFrom, dueTo, day: dayNumber(day), shift: null }
  const made = await insertVisits(tx, asSystem, plan, [
    { customer, chainId: row.chainId, date, state: 'planned' },
  ])
  return { nextId: [...made][0] ?? null, chainBefore: null }
}

interface Told {
  report: string
  outcome: string | null
  files: string[]
  doneOn: string
}

/** The visit as an entry of the timeline: in the category for visits where the firm has one, else as a meeting. */
async function tellTimeline(
  tx: Tx<VisitsDb>,
  by: By,
  row: VisitRow,
  { report, outcome, files, doneOn }: Told,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from label where list = 'history-categories' and lower(name) in ('besuch', 'kundenbesuch', 'visit')
    order by name limit 1`.execute(tx)
  const isToday = doneOn === todayIn(row.timeZone)
  const { startsAt } = instantsOf({ ...row, date: doneOn, startTime: row.startTime ?? '12:00' })
  const { id } = await writeEntry(tx, by, {
    contactId: row.contactId,
    category: rows[0]?.id ?? 'meeting',
    text: [row.title, outcome, report].filter(Boolean).join('\n'),
    files,
    ...(isToday ? {} : { at: startsAt }),
  })
  return id
}
