import { MINUTE } from '#kernel/wall.ts'
import { instantOf } from '#kernel/zone-clock.ts'
import type { Component } from './component.ts'
import { lineOf, newLine, setLine, textIn } from './component.ts'
import { durationText, readDuration, readTimes } from './times.ts'
import type { Zones } from './times.ts'

/** The moments (milliseconds) an alarm counts from (RFC 5545, 3.8.6.3); undefined where there is none. */
export interface Counted {
  start: number | undefined
  end: number | undefined
  /** Reminders of items are said before this. */
  from: 'start' | 'end'
}

/** How many minutes before it somebody is reminded on a screen; null: not at all. One that comes after it counts as at it. */
export function readReminder(component: Component, counted: Counted, zones: Zones): number | null {
  const minutes = screenAlarms(component).flatMap((alarm) => minutesBefore(alarm, counted, zones) ?? [])
  return minutes[0] === undefined ? null : Math.max(0, minutes[0])
}

/**
 * Sets or (null) takes away the reminder on a screen; mails and programs that an alarm starts stay as they are, and so
 * does what else the alarm says.
 */
export function setReminder(
  component: Component,
  minutes: number | null,
  counted: Counted,
  zones: Zones,
): void {
  if (minutes === null) {
    component.inside = component.inside.filter((part) => !isScreenAlarm(part))
    return
  }
  const told = screenAlarms(component).find((alarm) => minutesBefore(alarm, counted, zones) !== undefined)
  const alarm = told ?? newAlarm(textIn(component, 'SUMMARY'))
  if (!told) component.inside.push(alarm)
  const related = counted.from === 'end' ? { RELATED: ['END'] } : {}
  setLine(alarm, newLine('TRIGGER', durationText(-minutes), related))
  // It was looked at when it rang at another time (RFC 9074, 6.1).
  setLine(alarm, 'ACKNOWLEDGED')
}

/** Apple writes alarms that do nothing, and some that it makes of its own settings. */
function isScreenAlarm(part: Component): boolean {
  return part.name === 'VALARM' && /^(display|audio|)$/i.test(textIn(part, 'ACTION'))
}

function screenAlarms({ inside }: Component): Component[] {
  return inside.filter(isScreenAlarm)
}

function minutesBefore(alarm: Component, { start, end, from }: Counted, zones: Zones): number | undefined {
  const trigger = lineOf(alarm, 'TRIGGER')
  const zero = from === 'start' ? start : end
  if (!trigger || zero === undefined) return undefined
  const [at] = /date-time/i.test(trigger.params['VALUE']?.[0] ?? '') ? readTimes(trigger, zones) : []
  if (at) return Math.round((zero - instantOf(at.wall, at.zone ?? zones.own)) / MINUTE)
  const duration = readDuration(trigger.value)
  const base = /^end$/i.test(trigger.params['RELATED']?.[0] ?? '') ? end : start
  if (!duration) return undefined
  return Math.round((zero - (base ?? zero) - duration.ms) / MINUTE) - duration.days * 1440
}

function newAlarm(title: string): Component {
  const lines = [newLine('ACTION', 'DISPLAY'), newLine('DESCRIPTION', escaped(title || 'Kontor'))]
  return { name: 'VALARM', lines, inside: [] }
}

const escaped = (text: string) => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
