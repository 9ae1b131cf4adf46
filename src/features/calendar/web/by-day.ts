import { DAY, dayText, MINUTE } from '#kernel/wall.ts'
import type { Placed } from './calendar-api.ts'

/** Entries by every day they touch; whole days first, then by the clock. */
export function byDay(entries: readonly Placed[]): Map<string, Placed[]> {
  const days = new Map<string, Placed[]>()
  for (const placed of entries) {
    const last = Math.max(placed.from, placed.until - MINUTE)
    for (let at = placed.from; dayText(at) <= dayText(last); at += DAY) {
      const day = days.get(dayText(at))
      if (day) day.push(placed)
      else days.set(dayText(at), [placed])
    }
  }
  return days
}

/** Days that are off for everybody, with their names. */
export function offDays(entries: readonly Placed[]): Map<string, string> {
  const off = new Map<string, string>()
  for (const [day, there] of byDay(
    entries.filter(({ entry }) => entry.kind === 'holiday' || entry.kind === 'closure'),
  ))
    off.set(day, [...new Set(there.map(({ entry }) => entry.title))].join(', '))
  return off
}

/** Without the days off: those are shown as shading with a name. */
export function withoutOff(entries: readonly Placed[]): Placed[] {
  return entries.filter(({ entry }) => entry.kind !== 'holiday' && entry.kind !== 'closure')
}

/** By whose calendar it is; what stands in several is there once in each. */
export function byUser(entries: readonly Placed[]): Map<string, Placed[]> {
  const users = new Map<string, Placed[]>()
  for (const placed of entries)
    for (const user of placed.entry.userIds) {
      const mine = users.get(user)
      if (mine) mine.push(placed)
      else users.set(user, [placed])
    }
  return users
}
