import type { EventItem } from '#kernel/groupware/event-item.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { editEvent, writeEvent } from '#kernel/groupware/ical/write-event.ts'
import { differences, heldEvent, itemOfHeld } from './held-event.ts'
import type { HeldEvent, Rules } from './held-event.ts'

export interface ShownEvent {
  held: HeldEvent
  uid: string
  kontorId: string
  /** When the record was changed last. */
  at: number
  /** What floating times are read in. */
  zone: string
  rules: Rules
  /** The appointment is somebody else's: an alarm is one's own, and stands in one's own text alone. */
  foreign: boolean
}

/**
 * The object a program is given: the one a program wrote, letter by letter, as long as the record says the same; where the
 * record says something else, these fields alone are others (attendees, alarms, X- lines stay). Without one, a new one.
 */
export function eventText(
  raw: string | null,
  { held: whole, at, zone, rules, foreign, ...names }: ShownEvent,
): string {
  const item = raw === null ? undefined : firstEvent(raw, zone)
  const held = foreign ? { ...whole, reminderMinutes: item?.reminderMinutes ?? null } : whole
  if (raw === null || !item) return writeEvent(itemOfHeld(held, names), { now: at })
  const said = heldSafely(item, rules)
  if (!said) return writeEvent(itemOfHeld(held, names), { now: at })
  const fields = differences(said, held)
  if (fields.length === 0) return raw
  return editEvent(raw, itemOfHeld(held, names, { item, held: said }), fields, { now: at })
}

/** The event of an object: of a series the series itself. */
export function firstEvent(text: string, zone: string): EventItem | undefined {
  return readEvents(text, { zone }).items[0]
}

/** Undefined for a rule that cannot be kept. */
function heldSafely(item: EventItem, rules: Rules): HeldEvent | undefined {
  try {
    return heldEvent(item, rules)
  } catch {
    return undefined
  }
}
