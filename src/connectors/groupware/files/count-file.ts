import type { Area } from '#kernel/groupware/area.ts'
import { decodeText } from './decode-text.ts'

/** Of a calendar only: how much it holds, without reading it; an event and what is another in its series are counted each. */
export function countCalendar(
  bytes: Uint8Array,
): Pick<Record<Area, number>, 'appointment' | 'task'> | undefined {
  const begin = decodeText(bytes.subarray(0, 4000)).replace(/^[\uFEFF\s]+/, '')
  if (!/^BEGIN:VCALENDAR/i.test(begin)) return undefined
  return { appointment: occurrences(bytes, 'BEGIN:VEVENT'), task: occurrences(bytes, 'BEGIN:VTODO') }
}

function occurrences(bytes: Uint8Array, word: string): number {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (let at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + word.length)) count += 1
  return count
}
