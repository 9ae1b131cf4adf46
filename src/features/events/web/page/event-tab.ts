import type { ComponentType } from 'react'
import type { TextKey } from '#ui/texts.ts'
import type { Event } from '../../event.ts'

/** One tab of the page of an event; features above bring their own. */
export interface EventTab {
  id: string
  text: TextKey
  /** How much stands behind it. */
  count?: (event: Event) => number
  Panel: ComponentType<{ event: Event }>
}
