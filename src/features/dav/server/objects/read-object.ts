import type { Component } from '#kernel/groupware/ical/component.ts'
import { lineOf, readComponents, textIn } from '#kernel/groupware/ical/component.ts'
import { refusal } from '../../refusal.ts'

/**
 * Refuses what is no calendar object (RFC 4791, 4.1): one calendar without a METHOD, components of one kind and one UID.
 * Gives that UID.
 */
export function demandObject(
  text: string,
  kind: 'VEVENT' | 'VTODO',
): { uid: string; components: Component[] } {
  const [calendar, ...more] = readComponents(text)
  if (calendar?.name !== 'VCALENDAR' || more.length > 0 || !/\nEND:VCALENDAR\s*$/i.test(text)) {
    throw refusal('C:valid-calendar-data', { detail: 'One iCalendar object, please.' })
  }
  const object = 'C:valid-calendar-object-resource'
  if (lineOf(calendar, 'METHOD')) throw refusal(object, { detail: 'An object that is stored has no METHOD.' })
  const components = calendar.inside.filter(({ name }) => name !== 'VTIMEZONE' && !name.startsWith('X-'))
  if (components.length === 0) throw refusal(object, { detail: 'There is nothing in it.' })
  if (components.some(({ name }) => name !== kind)) throw refusal('C:supported-calendar-component')
  const uids = new Set(components.map((one) => textIn(one, 'UID')))
  const [uid = ''] = uids
  if (uid === '' || uid.length > 1000 || uids.size > 1) throw refusal(object, { detail: 'One UID, please.' })
  const masters = components.filter((one) => !lineOf(one, 'RECURRENCE-ID'))
  if (masters.length > 1) throw refusal(object, { detail: 'Two components say the same.' })
  return { uid, components }
}
