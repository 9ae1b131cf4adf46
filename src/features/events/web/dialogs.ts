import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Chosen } from '#ui/list/description.ts'
import type { Event } from '../event.ts'

/** What the dialogs of events are about. They can be opened from every screen. */
interface Questions {
  /** A new one, or this one. */
  form: { input: { event?: Event }; answer: boolean }
  bulk: { input: { chosen: Chosen; field: 'tags' | 'access' }; answer: boolean }
  /** To which event the chosen contacts are put. */
  invite: { input: { chosen: Chosen }; answer: boolean }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of an event; true once it is saved. */
export const openEventForm = opener('form')
/** Asks what many events are to get; true once that has begun. */
export const openEventBulk = opener('bulk')
/** Asks to which event contacts of the contact list are put; true once they are. */
export const openEventInvite = opener('invite')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useEventDialogs }
