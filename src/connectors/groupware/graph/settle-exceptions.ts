import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { InCalendar } from './event-round.ts'
import { present } from './graph-entity.ts'
import { readEvent } from './read-event.ts'
import { wholeEvent } from './whole-event.ts'
import { writeExceptions } from './write-exceptions.ts'

/** Makes the exceptions of a series these. */
export async function settle(
  { call, path, zone }: InCalendar,
  id: string,
  wanted: EventItem['exceptions'],
): Promise<void> {
  const now = present(await wholeEvent(call, path, id), id)
  await writeExceptions(call, id, readEvent(now, zone), now.exceptions, wanted)
}
