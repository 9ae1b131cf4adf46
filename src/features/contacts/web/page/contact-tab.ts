import type { ComponentType } from 'react'
import type { TextKey } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'

/** How much stands behind the tabs of a contact. */
export interface ContactCounts {
  persons: number
  history: number
  files: number
}

/** A counter of a feature above: how many a list of its own finds. */
export interface ListCounter {
  /** Its kind of record: a change to one counts anew. */
  kind: string
  /** The list, without paging: `/tasks?contact=…`. */
  path: (contactId: string) => string
  /** Guests have none of it. */
  guests?: false
}

/** One tab of the page of a contact; features above bring their own. */
export interface ContactTab {
  id: string
  text: TextKey
  counter?: keyof ContactCounts | ListCounter
  shows?: (contact: Contact) => boolean
  Panel: ComponentType<{ contact: Contact }>
}
