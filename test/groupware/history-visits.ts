import { changeVisit } from '#features/visits/server/change-visit.ts'
import { completeVisit, skipVisit } from '#features/visits/server/close-visit.ts'
import type { VisitChange } from '#features/visits/visit.ts'
import { Problem } from '#kernel/problem.ts'
import { MINUTE, wallOf } from '#kernel/wall.ts'
import { plannedVisit } from '../planned-visit.ts'
import type { Standing, Thing } from './things.ts'
import { act } from './history-notes.ts'

const visitThing = (mark: string): Thing => ({
  mark,
  kind: 'visit',
  isForeign: false,
  isDeleted: false,
  written: new Map(),
  known: new Map(),
})

/** A visit is planned, the first of a chain. */
export async function beginVisit(standing: Standing): Promise<void> {
  const { app, who, things, seed } = standing
  const { id } = await plannedVisit(app, who, `Kunde ${seed} ${standing.number++}`)
  things.push(visitThing(id))
}

/** A visit was made, or is left out; either way the next one comes into being. What is only proposed goes nowhere. */
export async function closeVisit(standing: Standing, thing: Thing): Promise<void> {
  const { draw, who, things } = standing
  const isDone = draw(3) > 0
  let next: string | undefined
  const close = act(standing, async (tx) => {
    const closed = isDone
      ? await completeVisit(tx, who.by, { id: thing.mark, input: { report: 'War da.' } })
      : await skipVisit(tx, who.by, { id: thing.mark })
    next = closed.next?.state === 'proposed' ? undefined : closed.next?.id
  })
  if (!(await unlessRefused(close))) return
  if (!isDone) thing.isDeleted = true
  if (next !== undefined && things.every(({ mark }) => mark !== next)) things.push(visitThing(next))
}

/** Writes into a visit here; false when it was over already. */
export function editVisit(
  standing: Standing,
  id: string,
  { start, end, ...plain }: Record<string, string | number | null>,
): Promise<boolean> {
  const input: VisitChange = { ...plain }
  if (typeof start === 'string' && typeof end === 'string') {
    const durationMinutes = Math.round((wallOf(end) - wallOf(start)) / MINUTE)
    Object.assign(input, { date: start.slice(0, 10), startTime: start.slice(11), durationMinutes })
  }
  return unlessRefused(
    act(standing, async (tx) => void (await changeVisit(tx, standing.who.by, { id, input }))),
  )
}

async function unlessRefused(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
