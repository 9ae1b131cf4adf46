import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { diff, inverse, patchOf } from '#kernel/diff.ts'
import { text } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type {
  Absence,
  AbsenceNew,
  AbsenceSaved,
  Closure,
  ClosureNew,
  Holiday,
  WorkingTime,
  WorkingTimeChange,
} from '../workday.ts'

const YEAR = 366 * 86_400_000

/** A day so many milliseconds from now, as it is written. */
function dayIn(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString().slice(0, 10)
}

async function items<Item>(path: string, signal: AbortSignal, query: Record<string, string> = {}) {
  return (await call<{ items: Item[] }>('GET', path, { query, signal })).items
}

/** Own working times, of everybody for administrators. */
export const timesQuery = queryOptions({
  queryKey: ['working_time'],
  queryFn: ({ signal }) => items<WorkingTime>('/working-times', signal),
})

/** Absences of the last year and all to come: of one user, or of everybody. */
export const absencesQuery = (user?: string) =>
  queryOptions({
    queryKey: ['absence', user ?? 'all'],
    queryFn: ({ signal }) =>
      items<Absence>('/absences', signal, { from: dayIn(-YEAR), ...(user && { user }) }),
  })

export const closuresQuery = queryOptions({
  queryKey: ['closure'],
  queryFn: ({ signal }) => items<Closure>('/closures', signal),
})

/** Holidays of the firm within a year. */
export const holidaysQuery = queryOptions({
  queryKey: ['settings', 'holidays'],
  queryFn: ({ signal }) => items<Holiday>('/holidays', signal, { from: dayIn(0), to: dayIn(YEAR) }),
})

/** Changes when somebody works, if nobody did meanwhile, and can take it back. */
export function useChangeTime(): (time: WorkingTime, change: WorkingTimeChange) => Promise<void> {
  const client = useQueryClient()
  const write = async (userId: string, body: object, version: number) => {
    try {
      return await call<WorkingTime>('PATCH', `/working-times/${userId}`, { body, version })
    } finally {
      await client.invalidateQueries({ queryKey: timesQuery.queryKey })
    }
  }
  return async (time, change) => {
    const { version, ...before } = time
    const after = await write(time.userId, change, version)
    const { version: latest, ...now } = after
    const back = Object.fromEntries(inverse(diff(before, now)).map(({ field, to }) => [field, to]))
    did({ label: text('workdays.changed'), undo: () => write(time.userId, back, latest) })
  }
}

/** Writes, changes and deletes absences; each can be taken back. */
export function useAbsences() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['absence'] })
  const remove = async ({ id }: Pick<Absence, 'id'>) => {
    await call<void>('DELETE', `/absences/${id}`)
    await again()
  }
  const create = async (body: AbsenceNew) => {
    const saved = await call<AbsenceSaved>('POST', '/absences', { body })
    await again()
    return saved
  }
  const write = async (id: string, body: object, version: number) => {
    const saved = await call<AbsenceSaved>('PATCH', `/absences/${id}`, { body, version })
    await again()
    return saved
  }
  const warn = ({ collisions }: AbsenceSaved) => {
    const count = collisions.reduce((sum, one) => sum + one.count, 0)
    if (count > 0) say(text('workdays.collides', { count }))
  }
  return {
    async create(body: AbsenceNew) {
      const saved = await create(body)
      did({ label: text('workdays.absence_saved'), undo: () => remove(saved) })
      warn(saved)
    },
    async change(before: Absence, values: AbsenceNew) {
      const saved = await write(before.id, values, before.version)
      const { from, to, kind, note } = before
      const back = { from, to, kind, note }
      did({
        label: text('workdays.absence_changed'),
        undo: () => write(before.id, back, saved.version),
      })
      warn(saved)
    },
    async remove(absence: Absence) {
      await remove(absence)
      const { userId, from, to, kind, note } = absence
      const undo = () => create({ userId, from, to, kind, note })
      did({ label: text('workdays.absence_deleted'), undo })
    },
  }
}

/** Writes, changes and deletes the days on which the firm is closed; each can be taken back. */
export function useClosures() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: closuresQuery.queryKey })
  const send = async <Answer>(...input: Parameters<typeof call>) => {
    const answer = await call<Answer>(...input)
    await again()
    return answer
  }
  const create = (body: ClosureNew) => send<Closure>('POST', '/closures', { body })
  const remove = (id: string) => send<void>('DELETE', `/closures/${id}`)
  const write = (id: string, body: object, version: number) =>
    send<Closure>('PATCH', `/closures/${id}`, { body, version })
  return {
    async create(body: ClosureNew) {
      const { id, name } = await create(body)
      did({ label: text('workdays.closure_saved', { name }), undo: () => remove(id) })
    },
    async change(before: Closure, values: ClosureNew) {
      const { version } = await write(before.id, values, before.version)
      const back = patchOf(inverse(diff({ ...pick(before) }, values)))
      const label = text('workdays.closure_changed', { name: values.name })
      did({ label, undo: () => write(before.id, back, version) })
    },
    async remove(closure: Closure) {
      await remove(closure.id)
      const label = text('workdays.closure_deleted', { name: closure.name })
      did({ label, undo: () => create(pick(closure)) })
    },
  }
}

function pick({ from, to, name }: Closure): ClosureNew {
  return { from, to, name }
}
