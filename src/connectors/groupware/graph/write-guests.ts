import type { Event } from '@microsoft/microsoft-graph-types'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { ItemStore } from '../groupware.ts'
import { foundEvent } from './event-round.ts'
import type { InCalendar } from './event-round.ts'
import { settle } from './settle-exceptions.ts'
import { present } from './graph-entity.ts'
import { readEvent } from './read-event.ts'
import { wholeEvent } from './whole-event.ts'
import { eventBody, eventMarks } from './write-event.ts'

const TOLD: readonly (keyof EventItem)[] = [
  'title',
  'description',
  'place',
  'allDay',
  'start',
  'end',
  'timeZone',
  'rrule',
]
const ANSWERS = { accepted: 'accept', declined: 'decline', tentative: 'tentativelyAccept' } as const

/**
 * What Exchange sends to people. It does so with every event that has attendees (event: update, cancel, accept), which is
 * why nothing but these three commands ever writes to one.
 */
export function guestWriter(
  calendar: InCalendar,
): Required<Pick<ItemStore<EventItem>, 'invite' | 'callOff' | 'answer'>> {
  const { call, path, zone } = calendar
  const at = (id: string) => `/events/${encodeURIComponent(id)}`
  return {
    async invite(id, item, guests) {
      const now = present(await wholeEvent(call, path, id), id)
      const old = readEvent(now, zone)
      if (!old.own) throw new GroupwareError('forbidden', 'only the organizer invites')
      const fields = TOLD.filter(
        (field) =>
          JSON.stringify(old[field]) !== JSON.stringify(item[field]) &&
          !(field === 'description' && now.event.isOnlineMeeting),
      )
      const known = new Map(
        (now.event.attendees ?? []).map((one) => [one.emailAddress?.address?.toLowerCase(), one]),
      )
      const body: Event = {
        ...eventBody(item, fields),
        attendees: guests.map(
          ({ name, email }) =>
            known.get(email) ?? {
              type: 'required',
              emailAddress: { address: email, ...(name === '' ? {} : { name }) },
            },
        ),
      }
      const marks = eventMarks(item, fields, now.marks)
      if (marks) body.singleValueExtendedProperties = marks
      await call.patch(at(id), now.event['@odata.etag'], body)
      if (item.rrule !== null) await settle(calendar, id, item.exceptions)
      return present(await foundEvent(calendar, id), id)
    },
    async callOff(id) {
      await call.post(`${at(id)}/cancel`, {})
    },
    async answer(id, response) {
      await call.post(`${at(id)}/${ANSWERS[response]}`, { sendResponse: true })
    },
  }
}
