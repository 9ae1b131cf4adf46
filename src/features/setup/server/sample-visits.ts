import { confirmVisit, checkIn, patchVisit } from '#features/visits/server/change-visit.ts'
import { acceptLocked } from '#features/visits/server/bulk-change.ts'
import { cancelVisit, completeVisit, noteNoShow, skipVisit } from '#features/visits/server/close-visit.ts'
import { markMissed } from '#features/visits/server/keep-visits.ts'
import { proposePlan } from '#features/visits/server/plans/propose-plan.ts'
import { lockVisit } from '#features/visits/server/read-visits.ts'
import { createPlan } from '#features/visits/server/plans/save-plan.ts'
import { changeVisitPlace } from '#features/visits/server/visit-place.ts'
import type { OpeningHours } from '#features/visits/opening-hours.ts'
import type { Visit } from '#features/visits/visit.ts'
import type { VisitPlanNew } from '#features/visits/visit-plan.ts'
import { dayOf, weekdayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { onWorkday } from '../on-workday.ts'
import { REPORTS } from '../sample-life.ts'
import type { Placed } from './placed.ts'
import type { SetupDb } from './tables.ts'

interface Visiting {
  house: House
  contacts: readonly Placed[]
  today: number
  team: readonly string[]
}

/** Where today's tour goes: the west of Cologne. */
const WEST = ['50670', '50672', '50823', '50931', '50937', '50939']
const TOUR = ['08:00', '08:45', '09:30', '10:15', '11:00', '13:00', '13:45', '14:30', '15:15']

/**
 * Two visit plans in the middle of their lives: a tour today, what was done and what went wrong, and what is ahead. They
 * begin tomorrow, so that today nobody has to go elsewhere too.
 */
export async function addVisits(
  tx: Tx<SetupDb>,
  by: By,
  { house, contacts, today, team }: Visiting,
): Promise<{ plans: string[]; runs: string[] }> {
  const stage: Stage = { tx, by, today, told: 0 }
  await openDoors(stage, contacts)
  const service = await begin(stage, house, servicePlan(today))
  const care = await begin(stage, house, { ...carePlan(today), assigneeId: team[1] ?? by.id })
  const [near, far] = split(care.visits.filter(({ no }) => no === 1))
  const tour = [...(await serve(stage, service.visits)), ...near]
  tour.sort((a, b) => a.customer.postalCode.localeCompare(b.customer.postalCode))
  for (const [at, visit] of tour.slice(0, TOUR.length).entries()) {
    await arrange(stage, visit, { date: dayOf(today), startTime: TOUR[at] ?? null, assigneeId: by.id })
  }
  await tell(stage, tour)
  await live(stage, far)
  await markMissed(tx)
  return { plans: [service.id, care.id], runs: [service.runId, care.runId].flatMap((id) => id ?? []) }
}

interface Stage {
  tx: Tx<SetupDb>
  by: By
  today: number
  /** How many reports were told. */
  told: number
}

const servicePlan = (today: number): VisitPlanNew => ({
  name: 'Kundendienst',
  color: '#2f9d62',
  filter: { kind: 'company', class: 'A' },
  rhythm: { every: 1, unit: 'month', from: 'done' },
  count: 0,
  startDate: dayOf(today + 1),
  first: 'spread',
  sample: {
    title: '{plan}: {company}',
    startTime: '09:00',
    durationMinutes: 30,
    bring: 'Checkliste, Verbrauchsmaterial',
    timeZone: 'Europe/Berlin',
  },
})

const carePlan = (today: number): VisitPlanNew => ({
  name: 'Objektleitung',
  color: '#3b82c4',
  filter: { kind: 'company', class: 'B' },
  rhythm: { every: 3, unit: 'month', from: 'planned' },
  count: 4,
  refill: 'rolling',
  capacityPerDay: 8,
  startDate: dayOf(today + 1),
  first: 'spread',
  sample: {
    title: 'Objektbesuch {company} ({city})',
    startTime: '10:00',
    durationMinutes: 30,
    reminderMinutes: 60,
    timeZone: 'Europe/Berlin',
  },
})

async function begin({ tx, by }: Stage, house: House, input: VisitPlanNew) {
  const { id } = await createPlan(tx, by, input)
  const proposal = await proposePlan(tx, by, { house, id, request: {} })
  // As many as the sample has customers is no job.
  return 'items' in proposal
    ? { id, runId: proposal.runId, visits: proposal.items }
    : { id, runId: null, visits: [] }
}

/** Firms of the tour say when they are open: none at the weekend, unless that is today. */
async function openDoors({ tx, by, today }: Stage, contacts: readonly Placed[]): Promise<void> {
  const customers = contacts.filter(
    ({ sample }) =>
      sample.kind === 'company' && (sample.class === 'A' || sample.class === 'B') && isNear(sample.address),
  )
  const days = [...new Set([1, 2, 3, 4, 5, weekdayOf(today)])]
  for (const [at, { id }] of customers.entries()) {
    const windows =
      at % 2 === 0
        ? [['08:00', '17:00']]
        : [
            ['07:30', '12:30'],
            ['13:30', '18:00'],
          ]
    const openingHours = Object.fromEntries(days.map((day) => [day, windows])) as OpeningHours
    const note = at % 3 === 0 ? 'Eingang über den Hof, bitte klingeln.' : ''
    await changeVisitPlace(tx, by, { contactId: id, change: { openingHours, note } })
  }
}

function isNear(address: { postalCode: string } | undefined): boolean {
  return address !== undefined && WEST.includes(address.postalCode)
}

function split(visits: readonly Visit[]): [Visit[], Visit[]] {
  return [
    visits.filter(({ customer }) => isNear(customer)),
    visits.filter(({ customer }) => !isNear(customer)),
  ]
}

/** Customers who were visited a month ago; gives back the visits that follow on today's tour. */
async function serve(stage: Stage, visits: readonly Visit[]): Promise<Visit[]> {
  const tour: Visit[] = []
  for (const visit of visits) {
    const next = await complete(stage, visit, -31)
    if (next && isNear(next.customer)) tour.push(next)
  }
  return tour
}

/** On the tour one customer agreed, and somebody is at the first one. */
async function tell({ tx, by }: Stage, [first, second, third]: readonly Visit[]): Promise<void> {
  if (first) await checkIn(tx, by, { id: first.id })
  for (const visit of [second, third]) {
    if (visit) await confirmVisit(tx, by, { id: visit.id, input: { channel: 'phone' } })
  }
}

/** What becomes of the other customers: each meets something else, and most still wait. */
async function live(stage: Stage, visits: readonly Visit[]): Promise<void> {
  const { tx, by, today } = stage
  const [late, gone, left, ended, agreed, ...rest] = visits
  if (late) await arrange(stage, late, { date: dayOf(onWorkday(today, -4)) })
  if (gone) {
    await arrange(stage, gone, { date: dayOf(onWorkday(today, -2)) })
    const retryOn = dayOf(onWorkday(today, 3))
    await noteNoShow(tx, by, {
      id: gone.id,
      input: { retryOn, report: 'Niemand vor Ort, Tor verschlossen.' },
    })
  }
  if (left) await skipVisit(tx, by, { id: left.id })
  if (ended) await cancelVisit(tx, by, { id: ended.id, input: {} })
  if (agreed) {
    await arrange(stage, agreed, { date: dayOf(onWorkday(today, 2)), startTime: '09:30' })
    await confirmVisit(tx, by, { id: agreed.id, input: { channel: 'mail' } })
  }
  for (const [at, visit] of rest.slice(0, 6).entries()) {
    if (at < 3) await complete(stage, visit, -5 - at * 4)
    else await arrange(stage, visit, { date: dayOf(onWorkday(today, 1 + at)), startTime: `1${at}:00` })
  }
}

/** Makes a visit binding, on this day and with these values. */
async function arrange(
  { tx, by }: Stage,
  { id }: Visit,
  values: { date: string; startTime?: string | null; assigneeId?: string },
): Promise<void> {
  await acceptLocked(tx, by, await patchVisit(tx, by, await lockVisit(tx, by, id), values))
}

/** A visit that was made so many days from now, with what was found; gives back the one that follows. */
async function complete(stage: Stage, visit: Visit, days: number): Promise<Visit | null> {
  const { tx, by, today } = stage
  const made = onWorkday(today, days)
  const doneOn = dayOf(made)
  await arrange(stage, visit, { date: doneOn })
  const report = REPORTS[stage.told++ % REPORTS.length] ?? ''
  const input = { doneOn, report, actualMinutes: 20 + (stage.told % 4) * 10 }
  const { next } = await completeVisit(tx, by, { id: visit.id, input })
  await wasDue(stage, visit, made - (stage.told % 5 === 0 ? 9 : (stage.told % 3) - 1))
  return next
}

/** No plan proposes what has passed, so the sample says itself when a visit of its past was due: most came in time. */
async function wasDue({ tx }: Stage, { id }: Visit, due: number): Promise<void> {
  const days = { nominalDate: dayOf(due), dueFrom: dayOf(due - 6), dueTo: dayOf(due + 6) }
  await tx.updateTable('visit').set(days).where('id', '=', id).execute()
}
