import { Refusal } from './answer.ts'
import type { Route } from './answer.ts'
import { entityAt } from './entity-routes.ts'
import { removeEntity, touch } from './mailbox.ts'
import type { Entity, Mailbox } from './mailbox.ts'

/** What has Exchange write to people: calling off, and answering. */
export const MEETING_ROUTES: Route[] = [
  {
    method: 'POST',
    path: '/events/:id/cancel',
    answer: (ask) => {
      const entity = entityAt(ask, 'event')
      if (entity.raw['isOrganizer'] === false) throw new Refusal(400, 'ErrorCalendarMeetingIsNotOrganizer')
      mail(ask.box, 'cancel', entity)
      removeEntity(ask.box, entity)
      return { status: 202 }
    },
  },
  ...(['accept', 'decline', 'tentativelyAccept'] as const).map((verb): Route => ({
    method: 'POST',
    path: `/events/:id/${verb}`,
    answer: (ask) => {
      const entity = entityAt(ask, 'event')
      if (entity.raw['isOrganizer'] !== false) throw new Refusal(400, 'ErrorInvalidRequest', 'your own event')
      const { emailAddress } = (entity.raw['organizer'] ?? {}) as { emailAddress?: { address?: string } }
      if (ask.body['sendResponse'] !== false)
        ask.box.mailed.push({ what: verb, to: [emailAddress?.address ?? ''] })
      const response = { accept: 'accepted', decline: 'declined', tentativelyAccept: 'tentativelyAccepted' }[
        verb
      ]
      entity.raw = { ...entity.raw, responseStatus: { response, time: '2026-01-01T00:00:00Z' } }
      touch(ask.box, entity)
      return { status: 202 }
    },
  })),
]

/** An organizer's own event writes to all who are invited, whatever is done with it. */
export function mail(box: Mailbox, what: string, { raw }: Entity): void {
  const people = (raw['attendees'] ?? []) as { emailAddress?: { address?: string } }[]
  const to = people.map(({ emailAddress }) => emailAddress?.address ?? '')
  if (to.length > 0) box.mailed.push({ what, to })
}
