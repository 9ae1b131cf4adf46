import type { EventException, EventItem } from '#kernel/groupware/event-item.ts'
import { OCCURRENCE_FIELDS } from '#kernel/groupware/event-item.ts'

/** What an appointment can keep of an event; the rest of the object a program wrote stays in its text. */
export interface HeldEvent {
  title: string
  description: string
  place: string
  category: string | null
  allDay: boolean
  start: string
  end: string
  timeZone: string
  rrule: string | null
  busy: EventItem['busy']
  private: boolean
  reminderMinutes: number | null
  /** By their original start, in that order. */
  exceptions: HeldException[]
}

export interface HeldException {
  original: string
  cancelled: boolean
  changes: Partial<Pick<HeldEvent, OccurrenceField>>
}

export type OccurrenceField = Exclude<keyof HeldEvent, 'timeZone' | 'rrule' | 'exceptions'>

/** How rules are kept, and which starts they name: asked of whoever knows how to count them. */
export interface Rules {
  kept(rrule: string, event: Pick<HeldEvent, 'allDay' | 'timeZone'>): string
  isStart(event: Pick<HeldEvent, 'start' | 'timeZone'> & { rrule: string }, original: string): boolean
}

/** What of an event an appointment keeps: cut to its lengths, one category, whole minutes, times the rule names. */
export function heldEvent(item: EventItem, rules: Rules): HeldEvent {
  const { allDay, start, timeZone } = item
  const rrule = item.rrule === null ? null : rules.kept(item.rrule, item)
  const held = {
    ...(texts(item) as Pick<HeldEvent, 'title' | 'description' | 'place' | 'category'>),
    allDay,
    start,
    end: endAfter(start, item.end),
    timeZone,
    rrule,
    // What is cancelled takes nobody's time; that it is stays in the text.
    busy: item.cancelled ? ('free' as const) : item.busy,
    private: item.private,
    reminderMinutes: reminder(item.reminderMinutes),
  }
  const named = (one: EventException) =>
    rrule !== null && rules.isStart({ start, timeZone, rrule }, one.original)
  return { ...held, exceptions: item.exceptions.filter(named).flatMap((one) => heldException(one, held)) }
}

/** The exceptions of an event for which an appointment has no place: times besides the rule. */
export function besides(item: EventItem, held: HeldEvent): EventException[] {
  const { rrule } = held
  if (rrule === null) return []
  const known = new Set(held.exceptions.map(({ original }) => original))
  return item.exceptions.filter(({ original, cancelled }) => !cancelled && !known.has(original))
}

/** An appointment as an event; `said` is the event as a program wrote it, whose further categories and times stay. */
export function itemOfHeld(
  held: HeldEvent,
  { uid, kontorId }: { uid: string; kontorId: string },
  said?: { item: EventItem; held: HeldEvent },
): EventItem {
  const { category, exceptions, ...rest } = held
  const [, ...further] = said?.item.categories ?? []
  const own = exceptions.map(({ original, cancelled, changes: { category: named, ...changes } }) => ({
    original,
    cancelled,
    changes: {
      ...changes,
      ...(named === undefined ? {} : { categories: named === null ? [] : [named] }),
    },
  }))
  const all: EventException[] = [...own, ...(said ? besides(said.item, said.held) : [])]
  return {
    uid,
    ...rest,
    categories: [...(category === null ? [] : [category]), ...further],
    exceptions: all.sort((a, b) => (a.original < b.original ? -1 : 1)),
    cancelled: said?.item.cancelled ?? false,
    organizer: null,
    attendees: [],
    own: true,
    response: null,
    kontorId,
  }
}

/** The fields in which two events differ, as the neutral form names them. */
export function differences(one: HeldEvent, other: HeldEvent): (keyof EventItem)[] {
  const names = Object.keys(one) as (keyof HeldEvent)[]
  const differing = names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
  return differing.map((name) => (name === 'category' ? 'categories' : name))
}

function heldException(
  { original, cancelled, changes }: EventException,
  series: Omit<HeldEvent, 'exceptions'>,
): HeldException[] {
  if (cancelled) return [{ original, cancelled, changes: {} }]
  const said = { ...texts(changes), ...rest(changes) } as Record<string, unknown>
  const lasting = Date.parse(stamp(series.end)) - Date.parse(stamp(series.start))
  const start = changes.start ?? original
  const regular = new Date(Date.parse(stamp(start)) + lasting).toISOString().slice(0, start.length)
  const end = endAfter(start, changes.end ?? regular)
  const own = { ...said, start, end }
  const usual: Record<string, unknown> = { ...series, start: original, end: regular }
  // In one order, so that two of them can be compared as texts.
  const differing = [...OCCURRENCE_FIELDS.filter((name) => name !== 'categories'), 'category' as const]
    .filter((name) => name in own && own[name as keyof typeof own] !== usual[name])
    .map((name) => [name, own[name as keyof typeof own]])
  return differing.length === 0 ? [] : [{ original, cancelled, changes: Object.fromEntries(differing) }]
}

function texts(item: Partial<Pick<EventItem, 'title' | 'description' | 'place' | 'categories'>>) {
  const { title, description, place, categories } = item
  return {
    ...(title === undefined ? {} : { title: title.trim().slice(0, 255).trim() || '–' }),
    ...(description === undefined ? {} : { description: description.slice(0, 65_000) }),
    ...(place === undefined ? {} : { place: place.slice(0, 500) }),
    ...(categories === undefined ? {} : { category: categories[0]?.slice(0, 100) ?? null }),
  }
}

function rest(changes: EventException['changes']) {
  const { allDay, busy, private: secret, reminderMinutes } = changes
  return {
    ...(allDay === undefined ? {} : { allDay }),
    ...(busy === undefined ? {} : { busy }),
    ...(secret === undefined ? {} : { private: secret }),
    ...(reminderMinutes === undefined ? {} : { reminderMinutes: reminder(reminderMinutes) }),
  }
}

/** Four weeks at most. */
function reminder(minutes: number | null): number | null {
  return minutes === null ? null : Math.min(Math.max(0, Math.round(minutes)), 40_320)
}

/** Nothing ends before it begins; a day lasts a day at least. */
function endAfter(start: string, end: string): string {
  if (start.length === 10 && end <= start) {
    return new Date(Date.parse(`${start}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  }
  return end < start ? start : end
}

const stamp = (text: string) => (text.length === 10 ? `${text}T00:00Z` : `${text}Z`)
