import { undoHeld } from '#features/runs/server/undo-held.ts'
import { putEvent } from './delete-event.ts'
import { guardOf, holdEvent } from './event-state.ts'
import type { HeldEvent } from './event-state.ts'
import type { EventsDb } from './tables.ts'
import { announceEvents } from './tell.ts'
import { writeState } from './write-event.ts'

/** How runs are taken back from events: what they changed gets its old values, what they binned comes back. */
export const eventUndo = undoHeld<EventsDb, HeldEvent>({
  kind: 'event',
  hold: holdEvent,
  guardOf,
  write: writeState,
  put: putEvent,
  announce: announceEvents,
})
