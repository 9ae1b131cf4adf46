import { hashOf } from '#kernel/hash.ts'
import { atOnce } from '#kernel/steps.ts'
import type { Steps } from '#kernel/steps.ts'
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
  return atOnce(groupSteps(calendar))
}

/** Components that are looked at at a stretch. */
const AT_ONCE = 1000

/** The same, bit by bit. */
export function* groupSteps(calendar: Component): Steps<Group[]> {
  const groups = new Map<string, Group>()
  for (const [at, component] of calendar.inside.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) yield
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
