import { hashOf } from '#kernel/hash.ts'
import type { GroupwareWarning } from '../warning.ts'
import type { Component } from './component.ts'
import { lineOf, textIn } from './component.ts'

export type Warn = (code: GroupwareWarning['code'], detail?: string) => void

/** All components of one thing: the one without RECURRENCE-ID, and what is another in its series. */
export interface Group {
  kind: 'VEVENT' | 'VTODO'
  uid: string
  master: Component | undefined
  overrides: Component[]
}

/** The things of a calendar by their UID; where one stands there twice, the newest. */
export function groupsOf(calendar: Component): Group[] {
  const groups = new Map<string, Group>()
  for (const component of calendar.inside) {
    const { name: kind } = component
    if (kind !== 'VEVENT' && kind !== 'VTODO') continue
    const uid = uidOf(component)
    const group = groups.get(`${kind} ${uid}`) ?? { kind, uid, master: undefined, overrides: [] }
    groups.set(`${kind} ${uid}`, group)
    const id = lineOf(component, 'RECURRENCE-ID')?.value
    if (id === undefined) group.master = newest(group.master, component)
    else {
      const same = group.overrides.findIndex((one) => lineOf(one, 'RECURRENCE-ID')?.value === id)
      if (same < 0) group.overrides.push(component)
      else group.overrides[same] = newest(group.overrides[same], component)
    }
  }
  return [...groups.values()]
}

function uidOf(component: Component): string {
  const uid = textIn(component, 'UID')
  if (uid !== '') return uid
  const said = ['DTSTART', 'DUE', 'SUMMARY'].map((name) => lineOf(component, name)?.value ?? '')
  return `kontor-${(hashOf(said.join('\n')) >>> 0).toString(16)}`
}

function newest(one: Component | undefined, other: Component): Component {
  if (!one) return other
  const ageOf = (component: Component) =>
    `${textIn(component, 'SEQUENCE').padStart(10, '0')} ${textIn(component, 'LAST-MODIFIED') || textIn(component, 'DTSTAMP')}`
  return ageOf(other) >= ageOf(one) ? other : one
}
