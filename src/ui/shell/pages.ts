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
  /** The heading it stands under; without one it stands on top, `foot` at the bottom. */
  group?: TextKey | 'foot'
}

/** One line of the create menu (`c`). */
export interface CreateEntry {
  id: string
  text: TextKey
  icon: Icon
  path: string
}

/** Where a record of the search is opened. */
export interface RecordKind {
  kind: string
  text: TextKey
  icon: Icon
  path: (id: string) => string
}

/** What a feature brings to the web client. */
export interface Pages {
  routes: RouteObject[]
  nav?: NavEntry[]
  create?: CreateEntry[]
  records?: RecordKind[]
}

/** What a route says about itself: its line of the breadcrumb. */
export interface RouteFacts {
  title: TextKey
}
