import type { RouteObject } from 'react-router'
import type { Icon } from '#ui/shell/pages.ts'
import type { TextKey } from '#ui/texts.ts'

export const GROUPS = ['personal', 'firm', 'contacts', 'sales', 'administration'] as const

/** One page of the settings: its line in the second navigation and its screen. */
export interface Section {
  /** The last part of the address: `/settings/profile`. */
  path: string
  group: (typeof GROUPS)[number]
  title: TextKey
  icon: Icon
  /** Users see only what is theirs; guests less, as they have no seat. */
  may: 'everybody' | 'user' | 'admin'
  lazy: NonNullable<RouteObject['lazy']>
}
