import { foldLine } from './fold-line.ts'

/** One line of a component before it is folded: its name with parameters, and its value as the format wants it. */
export type ICalLine = [name: string, value: string]

/** A component of iCalendar (RFC 5545) as text, its lines folded; `inside` are components that stand in it. */
export function icalComponent(
  name: string,
  lines: readonly ICalLine[],
  inside: readonly string[] = [],
): string {
  const own = lines.map(([head, value]) => `${foldLine(`${head}:${value}`)}\r\n`)
  return `BEGIN:${name}\r\n${own.join('')}${inside.join('')}END:${name}\r\n`
}

/** A text as a value (RFC 5545, 3.3.11). */
export function icalText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(CONTROLS, '')
}

/** `20261121` of `2026-11-21`, `20261121T080000` of `2026-11-21T08:00`, with `Z` of an instant. */
export function icalTime(text: string): string {
  const digits = text.replaceAll(/[-:]/g, '')
  return /T\d{4}$/.test(digits) ? `${digits}00` : digits
}

// oxlint-disable-next-line no-control-regex -- these are what must not stand in a text
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F]/g
