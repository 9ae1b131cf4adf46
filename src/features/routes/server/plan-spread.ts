import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { targetIds } from '#features/visits/server/list-visits.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import type { Visit } from '#features/visits/visit.ts'
import { dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { order } from '../order.ts'
import type { Placing } from '../spread.ts'
import type { SpreadAnswer, SpreadMove, SpreadQuestion } from '../spreading.ts'
import { OPEN_STATES } from './read-day.ts'
import { readDue } from './read-due.ts'
import type { Due } from './read-due.ts'
import { spreadAside } from './spread-aside.ts'

const SPREAD_JOB = 'routes.spread'
/** So many visits are spread while somebody waits. */
const AT_ONCE = 400

/** Proposes days on which neighbours are visited together. Many visits are spread by a job; its result is the answer. */
export async function planSpread(
  db: Database<VisitsDb>,
  by: By,
  { house, question }: { house: House; question: SpreadQuestion },
): Promise<SpreadAnswer | StartedJob> {
  const { from, to, assigneeIds: assignee, planIds: plan } = question
  const filter = { from, to, state: OPEN_STATES, ...(assignee && { assignee }), ...(plan && { plan }) }
  const total = (await targetIds(db, by, { filter })).length
  if (total <= AT_ONCE) return spreadOut(db, by, question)
  const title =
    by.language === 'de' ? `Gebiete verteilen: ${total} Besuche` : `Spread by area: ${total} visits`
  const id = await transaction(db, (tx) =>
    house.jobs.start(tx as never, by, { kind: SPREAD_JOB, title, input: question }),
  )
  return queued({ id, kind: SPREAD_JOB, title }, null)
}

/** The job that spreads many visits. It writes nothing, so a repetition after a crash begins anew. */
export const spreadWork: Work = {
  kind: SPREAD_JOB,
  run: ({ house, by, input }: Running<SpreadQuestion>): Promise<SpreadAnswer> =>
    spreadOut(house.db, by, input),
}

async function spreadOut(db: Database<VisitsDb>, by: By, question: SpreadQuestion): Promise<SpreadAnswer> {
  const work = await readDue(db, by, question)
  const { placed, unplaced } = await spreadAside({ visits: work.due, days: work.days, options: {} })
  const byId = new Map(work.visits.map((visit) => [visit.id, visit]))
  const visitOf = (id: string) => byId.get(id) as Visit
  const moved = placed.filter((one) => isMove(visitOf(one.id), one))
  const slots = new Map(placed.map(({ id, user, day }) => [id, { user, date: dayOf(day) }]))
  const now = ({ assigneeId: user, date }: Visit) => ({ user, date })
  return {
    moves: moved.map((one) => moveOf(visitOf(one.id), one, (id) => visitOf(id).customer.displayName)),
    total: work.visits.length,
    agreed: work.due.filter(({ fixed }) => fixed).length,
    unplaced: unplaced.map(({ id, reason }) => ({
      visitId: id,
      customer: visitOf(id).customer.displayName,
      reason,
    })),
    nowhere: work.visits.filter(({ position }) => !position).length,
    before: figuresOf(work, now),
    after: figuresOf(work, (visit) => slots.get(visit.id) ?? now(visit)),
  }
}

function isMove({ assigneeId, date }: Visit, { user, day, code }: Placing): boolean {
  return code !== 'agreed' && (assigneeId !== user || date !== dayOf(day))
}

function moveOf(
  visit: Visit,
  { user, day, code, nearId, nearKm }: Placing,
  nameOf: (id: string) => string,
): SpreadMove {
  const { id, contactId, customer, date, assigneeId } = visit
  return {
    visitId: id,
    contactId,
    customer: customer.displayName,
    postalCode: customer.postalCode,
    city: customer.city,
    from: { date, assigneeId },
    to: { date: dayOf(day), assigneeId: user },
    code,
    nearCustomer: nearId === undefined ? null : nameOf(nearId),
    nearKm: nearKm === undefined ? null : tenth(nearKm),
  }
}

/** What each day drives when it is driven in its best order, there and back. */
function figuresOf(
  { visits, homes }: Due,
  slotOf: (visit: Visit) => { user: string; date: string },
): SpreadAnswer['before'] {
  const byDay = Map.groupBy(visits, (visit) => {
    const { user, date } = slotOf(visit)
    return `${date} ${user}`
  })
  const days = [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, mine]) => {
      const [date = '', assigneeId = ''] = key.split(' ')
      const points = mine.flatMap(({ position }) => position ?? []).map(({ lat, lon }) => ({ lat, lon }))
      const home = homes.get(assigneeId)
      const tour = [...(home ? [{ lat: home.lat, lon: home.lon }] : []), ...points]
      const km = tour.length < 2 ? 0 : order(tour, { closed: true, metric: 'road', rounds: 200 }).length
      return { assigneeId, date, visits: mine.length, km: tenth(km) }
    })
  return { km: tenth(days.reduce((sum, { km }) => sum + km, 0)), days }
}

const tenth = (km: number): number => Math.round(km * 10) / 10
