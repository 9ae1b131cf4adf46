import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { columnOf, wellFormed } from '#platform/insert-all.ts'
import { recordAll } from '#platform/journal.ts'
import type { PlacedVisit, UnplacedVisit } from '../placement.ts'
import type { VisitDraft, VisitState } from '../visit.ts'
import { visitTitle } from '../visit-title.ts'
import type { PlanRow } from './plans/plan-state.ts'
import type { Customer } from './plans/read-customers.ts'
import type { VisitsDb } from './tables.ts'
import { instantsOf } from './visit-time.ts'

/** A date of a chain on its way into the database. */
export interface NewVisit {
  customer: Customer
  chainId: string
  date: PlacedVisit | UnplacedVisit
  state: VisitState
}

const HALF_AN_HOUR = 30

/** What a visit of a plan begins as: the sample with its placeholders filled, on the day that was found. */
export function draftOf(plan: PlanRow, customer: Customer, date: PlacedVisit | UnplacedVisit): VisitDraft {
  const { sample } = plan
  const { address } = customer
  const isPlaced = 'day' in date
  const shift = isPlaced ? date.shift : { reason: date.reason, detail: date.detail }
  return {
    contactId: customer.contactId,
    assigneeId: date.assigneeId,
    state: 'proposed',
    no: date.no,
    title: visitTitle(sample.title, {
      displayName: customer.displayName,
      companyName: customer.companyName,
      city: address?.city ?? '',
      plan: plan.name,
      no: date.no,
    }),
    date: dayOf(isPlaced ? date.day : date.nominal),
    startTime: sample.startTime ?? null,
    durationMinutes: sample.durationMinutes ?? HALF_AN_HOUR,
    timeZone: sample.timeZone,
    nominalDate: dayOf(date.nominal),
    dueFrom: dayOf(date.dueFrom),
    dueTo: dayOf(date.dueTo),
    shift,
    customer: {
      displayName: customer.displayName,
      postalCode: address?.postalCode ?? '',
      city: address?.city ?? '',
      street: [address?.street, address?.houseNumber].filter(Boolean).join(' '),
      country: address?.country ?? '',
      phone: customer.phone ?? '',
      class: customer.class,
    },
  }
}

/**
 * Writes new visits. One that is there already (its number, or its day at this customer) is left out, so that doing it
 * twice, or two at the same moment, makes each visit once; the ids of those that are new come back.
 */
export async function insertVisits(
  tx: Tx<VisitsDb>,
  by: By,
  plan: PlanRow,
  visits: readonly NewVisit[],
): Promise<Set<string>> {
  if (visits.length === 0) return new Set()
  const rows = visits.map((one) => rowOf(by, plan, one))
  const names = Object.keys(rows[0] ?? {})
  const columns = sql.join(names.map((name) => sql.ref(columnOf(name))))
  const values = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [columnOf(name), value])),
  )
  const { rows: made } = await sql<{ id: string }>`
    insert into visit (${columns})
    select ${columns} from json_populate_recordset(null::visit, ${wellFormed(values)})
    on conflict do nothing returning id`.execute(tx)
  const ids = new Set(made.map(({ id }) => id))
  const entries = rows.flatMap((row, at) => {
    const readers = [...(visits[at]?.customer.readerIds ?? []), row.assigneeId]
    if (!ids.has(row.id)) return []
    return [{ action: 'visit.created', kind: 'visit', id: row.id, title: row.title, version: 1, readers }]
  })
  await recordAll(tx, by, entries)
  return ids
}

function rowOf(by: By, plan: PlanRow, { customer, chainId, date, state }: NewVisit) {
  const { sample } = plan
  const { customer: _customer, shift, ...draft } = draftOf(plan, customer, date)
  return {
    ...draft,
    ...instantsOf(draft),
    id: randomUUIDv7(),
    planId: plan.id,
    chainId,
    state,
    shiftReason: shift?.reason ?? null,
    shiftDetail: shift?.detail ?? '',
    unplaced: !('day' in date),
    description: sample.description ?? '',
    category: sample.category ?? plan.category,
    place: sample.place ?? '',
    bring: sample.bring ?? '',
    reminderMinutes: sample.reminderMinutes ?? null,
    report: '',
    sequence: 0,
    runId: by.runId ?? null,
    createdBy: by.id,
    updatedBy: by.id,
    createdAt: 'now',
    updatedAt: 'now',
    version: 1,
  }
}
