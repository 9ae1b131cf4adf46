import { keepPreviousData, useQuery, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { DAY, wallOf, type Wall } from '#kernel/wall.ts'
import { ask } from '#ui/api/request.ts'
import type { Days } from '../calendar-days.ts'
import type { CalendarEntry, EntryKind } from '../calendar-entry.ts'

/** An entry where it stands on this screen: by the clock of this browser. */
export interface Placed {
  entry: CalendarEntry
  key: string
  from: Wall
  until: Wall
  /** In the lane above the hours. */
  whole: boolean
}

export interface Asked extends Days {
  users: readonly string[]
  kinds: readonly EntryKind[]
}

/**
 * Everything in these calendars on these days; what is on the screen stays until the next is here. There is one question
 * for each kind of record, so that a change of one asks for its own kind alone.
 */
export function useCalendar(asked: Asked): { entries: Placed[]; isPending: boolean } {
  const appointments = usePart('appointment', ['appointment'], asked)
  const visits = usePart('visit', ['visit'], asked)
  const events = usePart('event', ['event'], asked)
  const tasks = usePart('task', ['task'], asked)
  const off = usePart('absence', ['absence', 'holiday', 'closure'], asked)
  const entries = useMemo(
    () =>
      [appointments.data, visits.data, events.data, tasks.data, off.data]
        .flatMap((list) => (list ?? []).map(placed))
        .sort(inOrder),
    [appointments.data, visits.data, events.data, tasks.data, off.data],
  )
  const parts = [appointments, visits, events, tasks, off]
  return { entries, isPending: parts.some(({ isLoading }) => isLoading) }
}

function usePart(kind: string, all: EntryKind[], { first, last, users, kinds: wanted }: Asked) {
  const kinds = all.filter((kind) => wanted.includes(kind))
  const enabled = kinds.length > 0 && users.length > 0
  const { data, isLoading } = useQuery({
    queryKey: [kind, 'calendar', first, last, users, kinds],
    queryFn: ({ signal }) => askCalendar({ first, last, users, kinds }, signal),
    placeholderData: keepPreviousData,
    enabled,
  })
  return { data: enabled ? data : undefined, isLoading }
}

/** The same once, for who only wants to know whether there is room. */
export async function askCalendar(asked: Asked, signal?: AbortSignal): Promise<CalendarEntry[]> {
  const { first, last, users, kinds } = asked
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const query = new URLSearchParams({ from: first, to: last, timeZone })
  for (const user of users) query.append('user', user)
  for (const kind of kinds) query.append('include', kind)
  const { items } = await ask<{ items: CalendarEntry[] }>(
    'GET',
    `/calendar?${query}`,
    signal ? { signal } : {},
  )
  return items
}

/** Shows a change at once, before the server has answered. */
export function showMoved(
  client: QueryClient,
  key: string,
  move: (entry: CalendarEntry) => CalendarEntry,
): void {
  const kind = key.slice(0, key.indexOf(' '))
  client.setQueriesData<CalendarEntry[]>({ queryKey: [kind, 'calendar'] }, (list) =>
    Array.isArray(list) ? list.map((entry) => (keyOf(entry) === key ? move(entry) : entry)) : list,
  )
}

/** Names an entry: of a series the occurrence. */
export function keyOf({ kind, id, occurrence }: CalendarEntry): string {
  return `${kind} ${id} ${occurrence ?? ''}`
}

export function placed(entry: CalendarEntry): Placed {
  const key = keyOf(entry)
  if (entry.allDay) return { entry, key, from: wallOf(entry.start), until: wallOf(entry.end), whole: true }
  const from = wallHere(entry.startsAt)
  const until = Math.max(wallHere(entry.endsAt), from)
  return { entry, key, from, until, whole: until - from >= DAY }
}

/** What a clock shows here at an instant. */
export function wallHere(instant: string | number): Wall {
  const at = new Date(instant)
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes())
}

/** The day it is here, and what a clock shows now. */
export const wallNow = (): Wall => wallHere(Date.now())

function inOrder(a: Placed, b: Placed): number {
  return Number(b.whole) - Number(a.whole) || a.from - b.from || b.until - a.until || (a.key < b.key ? -1 : 1)
}
