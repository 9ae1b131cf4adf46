import { readDetails } from '#features/contacts/detail.ts'
import type { Detail } from '#features/contacts/detail.ts'

/**
 * What of a contact an address book says, with the lines that say it. Notes, tags and account numbers are the firm's own
 * and never shown to a phone.
 */
export const CARD_FIELDS = {
  salutation: ['X-KONTOR-SALUTATION'],
  title: ['N', 'FN'],
  firstName: ['N', 'FN'],
  lastName: ['N', 'FN'],
  companyName: ['ORG'],
  position: ['TITLE'],
  birthday: ['BDAY'],
  language: ['LANG', 'X-KONTOR-LANGUAGE'],
  details: [],
} as const satisfies Record<string, readonly string[]>
export type CardField = keyof typeof CARD_FIELDS

/** Those Kontor can keep, in the form it keeps them: a card may carry what is no address at all. */
export function usableDetails(details: readonly Detail[]): Detail[] {
  const usable = details.filter((detail) => readDetails([detail]).errors.length === 0)
  return readDetails(usable).details.filter(({ kind }) => kind !== 'iban')
}

/** What makes two ways to reach somebody the same one; which is the first one to try is not part of it. */
export function detailKey({ kind, category, value }: Detail): string {
  return JSON.stringify([kind, category, typeof value === 'string' ? value.trim() : sortedValues(value)])
}

function sortedValues(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}
