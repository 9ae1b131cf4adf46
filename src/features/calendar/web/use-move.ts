import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Appointment } from '#features/appointments/appointment.ts'
import { dayText, wallOf, wallText, written, type Wall } from '#kernel/wall.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { CalendarEntry } from '../calendar-entry.ts'
import { showMoved, type Placed } from './calendar-api.ts'
import { askScope, type Scope } from './dialogs.ts'
import { offerToTell } from './meeting/meeting-api.ts'

/** Where an entry goes, by the clock here. */
export interface Target {
  from: Wall
  until: Wall
  userId?: string | undefined
  copy?: boolean
}

/** Moves, lengthens, hands over or copies an entry; asks about the series, shows it at once, and can be taken back. */
export function useMove(): (placed: Placed, target: Target) => Promise<void> {
  const client = useQueryClient()
  return useCallback((placed, target) => move(client, placed, target), [client])
}

async function move(client: QueryClient, placed: Placed, target: Target): Promise<void> {
  const { entry, key } = placed
  const by = { start: target.from - placed.from, end: target.until - placed.until }
  const userId = target.userId === entry.userId ? undefined : target.userId
  if (by.start === 0 && by.end === 0 && userId === undefined && !target.copy) return
  if (target.copy) return copy(client, entry, by.start, userId)
  if (!entry.can.includes('change')) return say(text('calendar.not_yours'))
  const scope = entry.occurrence === null ? undefined : await askScope({ verb: 'move' })
  if (entry.occurrence !== null && scope === undefined) return
  showMoved(client, key, (shown) => shifted(shown, by, userId))
  try {
    const undo = await save(entry, { by, userId, scope })
    const label = text('calendar.moved', { title: entry.title })
    did({ label, undo: () => undo().finally(() => refresh(client, entry)) })
  } catch (error) {
    complain(error)
  }
  await refresh(client, entry)
  if (entry.kind === 'appointment') await offerToTell(client, entry.id)
}

interface Change {
  by: { start: number; end: number }
  userId?: string | undefined
  scope?: Scope | undefined
}

/** Sends the change; the answer takes it back. */
function save(entry: CalendarEntry, change: Change): Promise<() => Promise<unknown>> {
  if (entry.kind === 'appointment') return saveAppointment(entry, change)
  const path = `/${entry.kind}s/${entry.id}`
  const patch = entry.kind === 'visit' ? visitPatch : taskPatch
  const userId = change.userId && { assigneeId: change.userId }
  const back = { ...patch(entry, { start: 0, end: 0 }), ...(userId && { assigneeId: entry.userId }) }
  return ask('PATCH', path, { body: { ...patch(entry, change.by), ...userId }, version: entry.version }).then(
    () => () => ask('PATCH', path, { body: back }),
  )
}

async function saveAppointment(entry: CalendarEntry, { by, userId, scope }: Change) {
  const { allDay, occurrence } = entry
  const path = `/appointments/${entry.id}`
  const at = (wall: Wall) => written(wall, allDay)
  const part = occurrence === null ? {} : { occurrence, scope }
  const body = {
    ...part,
    start: at(wallOf(entry.start) + by.start),
    end: at(wallOf(entry.end) + by.end),
    ...(userId && { organizerId: userId }),
  }
  const { id, version } = await ask<Appointment>('PATCH', path, { body, version: entry.version })
  // A series that moved as a whole knows its occurrences by their new start.
  const named =
    scope === 'all' && occurrence ? { occurrence: at(wallOf(occurrence) + by.start), scope } : part
  // What followed is a series of its own by now, and goes back as one.
  const first = scope === 'following' ? { scope: 'all' } : named
  const before = {
    ...first,
    start: entry.start,
    end: entry.end,
    ...(userId && { organizerId: entry.userId }),
  }
  return () => ask('PATCH', `/appointments/${id}`, { body: before, version })
}

function visitPatch(entry: CalendarEntry, by: Change['by']) {
  const start = wallOf(entry.start) + by.start
  if (entry.allDay) return { date: dayText(start) }
  const durationMinutes = Math.round((wallOf(entry.end) + by.end - start) / 60_000)
  return { date: dayText(start), startTime: wallText(start).slice(11), durationMinutes }
}

function taskPatch(entry: CalendarEntry, by: Change['by']) {
  const start = wallOf(entry.start) + by.start
  return { dueDate: dayText(start), ...(!entry.allDay && { dueTime: wallText(start).slice(11) }) }
}

async function copy(client: QueryClient, entry: CalendarEntry, by: number, userId: string | undefined) {
  if (entry.kind !== 'appointment' || entry.hidden) return say(text('calendar.no_copy'))
  const start = written(wallOf(entry.start) + by, entry.allDay)
  const body = {
    start,
    ...(entry.occurrence && { occurrence: entry.occurrence }),
    ...(userId && { organizerId: userId }),
  }
  try {
    const { id } = await ask<Appointment>('POST', `/appointments/${entry.id}/copy`, { body })
    did({
      label: text('calendar.copied', { title: entry.title }),
      undo: () => ask('DELETE', `/appointments/${id}`).finally(() => refresh(client, entry)),
    })
  } catch (error) {
    complain(error)
  }
  await refresh(client, entry)
}

function shifted(entry: CalendarEntry, by: Change['by'], userId: string | undefined): CalendarEntry {
  const at = (moment: string, by: number) => new Date(Date.parse(moment) + by).toISOString()
  const whose = userId === undefined ? {} : { userId, userIds: [userId] }
  return {
    ...entry,
    ...whose,
    start: written(wallOf(entry.start) + by.start, entry.allDay),
    end: written(wallOf(entry.end) + by.end, entry.allDay),
    startsAt: at(entry.startsAt, by.start),
    endsAt: at(entry.endsAt, by.end),
  }
}

function refresh(client: QueryClient, { kind }: CalendarEntry): Promise<void> {
  return client.invalidateQueries({ queryKey: [kind] })
}
