import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import type { TextKey } from '../texts.ts'

export type Icon = ComponentType<{ size?: number; stroke?: number }>

/** One entry of the navigation. Only what has a screen gets one. */
export interface NavEntry {
  id: string
  text: TextKey
  icon: Icon
  path: string
  /** `g k`: go to contacts. */
  keys?: string
  /** The heading it stands under; without one it stands on top, `foot` at the bottom, `palette` only there. */
  group?: TextKey | 'foot' | 'palette'
}

/** One of the ways to look at an area: the board and the list of opportunities, the documents and what is unpaid. */
export interface AreaView {
  /** The entry of the navigation it belongs to. */
  area: string
  path: string
  text: TextKey
  icon: Icon
  /** Shown to administrators only. */
  may?: 'admin'
}

/** One line of the create menu (`c`). A form opens where one is (`run`), a page has its address (`path`). */
export type CreateEntry = {
  id: string
  text: TextKey
  icon: Icon
  /** `c p`: create a person; inside the open menu the last letter alone. */
  keys?: string
} & ({ path: string } | { run: () => void })

/** Opens its form where one is, or goes to its page. */
export function begin(entry: CreateEntry | NavEntry, go: (path: string) => unknown): void {
  if ('run' in entry) entry.run()
  else void go(entry.path)
}

/** Where a record of the search is opened. */
export interface RecordKind {
  kind: string
  text: TextKey
  icon: Icon
  path: (id: string) => string
}

/** Where the result of a finished job is looked at. */
export interface JobKind {
  kind: string
  path: (result: Record<string, unknown>) => string
}

/** What a feature brings to the web client. */
export interface Pages {
  routes: RouteObject[]
  nav?: NavEntry[]
  views?: AreaView[]
  create?: CreateEntry[]
  records?: RecordKind[]
  jobs?: JobKind[]
  /** Its forms and dialogs that can be opened from every screen. */
  layer?: ComponentType
}

/** What a route says about itself: its line of the breadcrumb. */
export interface RouteFacts {
  title: TextKey
}
