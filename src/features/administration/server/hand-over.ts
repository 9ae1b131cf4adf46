import { handOverAppointments } from '#features/appointments/server/hand-over-appointments.ts'
import { countManaged, replaceManager } from '#features/contacts/server/replace-manager.ts'
import { notify } from '#features/notifications/server/notify.ts'
import { readUser } from '#features/users/server/users.ts'
import type { User } from '#features/users/user.ts'
import { handOverOpportunities } from '#features/opportunities/server/hand-over-opportunities.ts'
import { handOverEvents } from '#features/events/server/hand-over-events.ts'
import { handOverTasks } from '#features/tasks/server/hand-over-tasks.ts'
import { handOverVisits } from '#features/visits/server/hand-over-visits.ts'
import { handOverViews } from '#features/views/server/views.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { demandAdmin } from './demand-admin.ts'
import type { AdministrationDb } from './tables.ts'

interface HandOver {
  from: string
  to: string
}

/** Contacts handed over in one transaction. */
const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Starts the job that gives everything one user looks after to another; returns the job's id. */
export async function startHandOver(
  tx: Tx<AdministrationDb>,
  by: By,
  { house, from, to }: HandOver & { house: House },
): Promise<string> {
  const giver = await userOf(tx, from)
  const taker = await userOf(tx, to).catch(() => undefined)
  if (!taker?.active || taker.role === 'guest' || from === to) {
    throw invalid('to', 'unsuitable_user', 'Choose another active user who is not a guest.')
  }
  const names = by.language === 'de' ? `${giver.name} an ${taker.name}` : `${giver.name} to ${taker.name}`
  const title = by.language === 'de' ? `Übergabe von ${names}` : `Hand-over from ${names}`
  return house.jobs.start(tx as never, by, { kind: 'users.hand-over', title, input: { from, to } })
}

interface Progress {
  after: string
  contacts: number
  /** Set when the contacts are all done. */
  tasks?: { after: string; count: number }
}

/**
 * Contacts in batches, each in a transaction of its own with the checkpoint, then the open tasks and
 * opportunities and events in the same way; then the shared views, what is to come in the calendar, and a word.
 */
export const handOver: Work = {
  kind: 'users.hand-over',
  async run({ house, by, input: { from, to }, checkpoint, save }: Running<HandOver>) {
    demandAdmin(by)
    const db = house.db as Database<AdministrationDb>
    const stands = checkpoint as Progress | null
    let { after, contacts } = stands ?? { after: FIRST, contacts: 0 }
    const total = contacts + (await countManaged(db, from))
    let count = BATCH
    while (count === BATCH) {
      const step = await transaction(db, async (tx) => {
        const done = await replaceManager(tx, by, { from, to, after, limit: BATCH })
        const next = { after: done.last, contacts: contacts + done.count }
        await save(tx as never, { done: next.contacts, total, checkpoint: next })
        return { ...next, count: done.count }
      })
      ;({ after, contacts, count } = step)
    }
    let tasks = stands?.tasks ?? { after: FIRST, count: 0 }
    for (let left = true; left;) {
      const step = await transaction(db, async (tx) => {
        const done = await handOverTasks(tx, by, { from, to, after: tasks.after, limit: BATCH })
        const next = { after: done.last, count: tasks.count + done.count }
        await save(tx as never, { done: contacts, total, checkpoint: { after, contacts, tasks: next } })
        return { next, left: done.count === BATCH }
      })
      tasks = step.next
      left = step.left
    }
    const opportunities = await handOverAll(db, (tx, after) =>
      handOverOpportunities(tx, by, { from, to, after, limit: BATCH }),
    )
    const events = await handOverAll(db, (tx, after) =>
      handOverEvents(tx, by, { from, to, after, limit: BATCH }),
    )
    const rest = await transaction(db, async (tx) => {
      const views = await handOverViews(tx, by, { from, to })
      const appointments = await handOverAppointments(tx, by, { from, to })
      await handOverVisits(tx, by, { from, to })
      const giver = await userOf(tx, from)
      const record = { kind: 'user', id: from, title: giver.name }
      await notify(tx, by, { users: [to], kind: 'manager', record })
      return { views, appointments }
    })
    return { contacts, tasks: tasks.count, opportunities, events, ...rest }
  },
}

/** Batch after batch until none is left; what is done is done, so that a job that begins anew finds the rest. */
async function handOverAll(
  db: Database<AdministrationDb>,
  next: (tx: Tx<AdministrationDb>, after: string) => Promise<{ count: number; last: string }>,
): Promise<number> {
  let [after, total] = [FIRST, 0]
  for (let left = true; left;) {
    const done = await transaction(db, (tx) => next(tx, after))
    after = done.last
    total += done.count
    left = done.count === BATCH
  }
  return total
}

function userOf(db: Database<AdministrationDb>, id: string): Promise<User> {
  return readUser(db, id)
}
