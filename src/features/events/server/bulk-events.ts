import { changeOfOne } from '#features/runs/bulk.ts'
import { bulkOf } from '#features/runs/server/bulk-of.ts'
import { given } from '#kernel/given.ts'
import { eventBulkWords } from '../event-bulk.ts'
import type { EventBulkChange } from '../event-bulk.ts'
import type { EventQuestion } from '../event-list.ts'
import type { Event } from '../event.ts'
import { changeEvent } from './change-event.ts'
import { checkNames } from './check-event.ts'
import { deleteEvent } from './delete-event.ts'
import { eventConditions } from './event-source.ts'
import { readEvents } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { announceEvents } from './tell.ts'

/** One change for many events. */
export const eventBulkRun = bulkOf<EventsDb, EventQuestion, EventBulkChange, Event>({
  kind: 'event',
  job: 'events.bulk',
  words: eventBulkWords,
  nothing: 'There is no such event, or you may not see it.',
  check: (tx, _by, change) => checkNames(tx, given(change)),
  found: eventConditions,
  read: readEvents,
  change: (tx, by, before, change) =>
    changeEvent(tx, by, { id: before.id, change: changeOfOne(change, before) }),
  remove: deleteEvent,
  announce: announceEvents,
  told: ({ access = [] }) => access,
})
