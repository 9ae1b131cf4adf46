import type { ComponentType } from 'react'
import type { TextKey } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'

/** How much stands behind the tabs of a contact. */
export interface ContactCounts {
  persons: number
  history: number
  files: number
}

/** One tab of the page of a contact; features above bring their own. */
export interface ContactTab {
  id: string
  text: TextKey
  counter?: keyof ContactCounts
  shows?: (contact: Contact) => boolean
  Panel: ComponentType<{ contact: Contact }>
}
