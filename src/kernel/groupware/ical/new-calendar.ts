import { icalText, icalTime } from '#kernel/ical.ts'
import { isoInstant } from '#kernel/zone-clock.ts'
import type { Component } from './component.ts'
import { newLine } from './component.ts'

/** An empty calendar object. */
export function newCalendar(): Component {
  const lines = [
    newLine('VERSION', '2.0'),
    newLine('PRODID', '-//Kontor//Kontor//DE'),
    newLine('CALSCALE', 'GREGORIAN'),
  ]
  return { name: 'VCALENDAR', lines, inside: [] }
}

/** An event or a to-do that says nothing but what it is. */
export function newComponent(name: 'VEVENT' | 'VTODO', uid: string, now: number): Component {
  const component: Component = { name, lines: [], inside: [] }
  const at = icalTime(isoInstant(now))
  component.lines.push(
    newLine('UID', icalText(uid)),
    newLine('DTSTAMP', at),
    newLine('CREATED', at),
    newLine('LAST-MODIFIED', at),
    newLine('SEQUENCE', '0'),
  )
  return component
}
