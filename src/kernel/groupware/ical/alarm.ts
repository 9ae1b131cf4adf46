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
  /** Which of them a new alarm names. */
  from: 'start' | 'end'
  /** Reminders of items are said before this. */
  zero: number | undefined
}

/** How many minutes before the zero somebody is reminded on a screen, less than none after it; null: not at all. */
export function readReminder(component: Component, counted: Counted, zones: Zones): number | null {
  const minutes = screenAlarms(component).flatMap((alarm) => minutesBefore(alarm, counted, zones) ?? [])
  return minutes[0] ?? null
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
  const { zero = 0, [counted.from]: base = zero } = counted
  setLine(alarm, newLine('TRIGGER', durationText(Math.round((zero - base) / MINUTE) - minutes), related))
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

function minutesBefore(alarm: Component, { start, end, zero }: Counted, zones: Zones): number | undefined {
  const trigger = lineOf(alarm, 'TRIGGER')
  if (!trigger || zero === undefined) return undefined
  const [at] = /date-time/i.test(trigger.params['VALUE']?.[0] ?? '') ? readTimes(trigger, zones) : []
  if (at) return Math.round((zero - instantOf(at.wall, at.zone ?? zones.own)) / MINUTE)
  const duration = readDuration(trigger.value)
  // Of a to-do that only says when it is due, some programs count from that all the same.
  const base = /^end$/i.test(trigger.params['RELATED']?.[0] ?? '') ? end : (start ?? end)
  if (!duration) return undefined
  return Math.round((zero - (base ?? zero) - duration.ms) / MINUTE) - duration.days * 1440
}

function newAlarm(title: string): Component {
  const lines = [newLine('ACTION', 'DISPLAY'), newLine('DESCRIPTION', escaped(title || 'Kontor'))]
  return { name: 'VALARM', lines, inside: [] }
}

const escaped = (text: string) => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
