import { emailKey } from '#kernel/email.ts'
import type { AttendeeResponse, EventItem } from '../event-item.ts'
import type { PersonItem } from '../person-item.ts'
import { paramOf } from '#kernel/vcard.ts'
import type { Component, Property } from './component.ts'
import { lineOf, linesOf } from './component.ts'

/** Who takes part, and what of it concerns the account with these addresses; rooms and resources are nobody. */
export function readPeople(
  component: Component,
  self: readonly string[],
): Pick<EventItem, 'organizer' | 'attendees' | 'own' | 'response'> {
  const line = lineOf(component, 'ORGANIZER')
  const organizer = line ? personOf(line) : null
  const keys = new Set(self.map(emailKey))
  const isSelf = ({ email }: PersonItem) => keys.has(emailKey(email))
  const people = linesOf(component, 'ATTENDEE')
    .filter((one) => !/^(room|resource)$/.test(paramOf(one, 'CUTYPE')[0] ?? ''))
    .flatMap((one) => {
      const person = personOf(one)
      return person ? [{ ...person, response: responseOf(one) }] : []
    })
  return {
    organizer,
    attendees: people.filter(
      ({ email }) => organizer === null || emailKey(email) !== emailKey(organizer.email),
    ),
    own: organizer === null || isSelf(organizer),
    response: people.find(isSelf)?.response ?? null,
  }
}

/** RFC 5545, 3.2.12. */
const RESPONSES: Record<string, AttendeeResponse> = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentative',
}

function responseOf(line: Property): AttendeeResponse {
  return RESPONSES[paramOf(line, 'PARTSTAT')[0] ?? ''] ?? 'open'
}

/** Apple and Exchange name people by addresses of their own, and the mail address in a parameter (RFC 7986, 6.2). */
function personOf(line: Property): PersonItem | null {
  const [, mail = ''] = /^mailto:(.*)$/is.exec(line.value.trim()) ?? []
  const bare = /^[^\s:/]+@[^\s:/]+$/.test(line.value.trim()) ? line.value.trim() : ''
  const email = (line.params['EMAIL']?.[0] || decoded(mail) || bare).trim().toLowerCase()
  const name = (line.params['CN']?.[0] ?? '').trim().replace(/^'(.*)'$/, '$1')
  return email === '' ? null : { name: name.toLowerCase() === email ? '' : name, email }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
