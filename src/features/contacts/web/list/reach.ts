import { addressLines } from '#kernel/postal-address.ts'
import { complain, say } from '#ui/undo.ts'
import { currentLanguage, text } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import type { Detail } from '../../detail.ts'
import { primaryOf } from '../contact-api.ts'
import { retyped } from '../telephone.ts'

/** The lines of an address as they stand on a letter. */
export function linesOf(address: Extract<Detail, { kind: 'address' }>['value']): string[] {
  return addressLines(address, currentLanguage())
}

/** The name and the primary address, one line each, for pasting into a letter. */
export function addressBlock(contact: Contact): string | undefined {
  const address = primaryOf(contact.details, 'address')
  if (!address) return undefined
  const employer = contact.kind === 'person' ? contact.companyName : null
  const person = [contact.title, contact.displayName].filter(Boolean).join(' ')
  return [employer, person, ...linesOf(address.value)].filter(Boolean).join('\n')
}

/** Puts a text on the clipboard and says so. */
export function copy(what: string): void {
  navigator.clipboard.writeText(what).then(() => say(text('contacts.copied')), complain)
}

/** The rows of contact information with the primary value of a kind replaced; an empty one is taken away. */
export function withPrimary(details: Detail[], kind: 'phone' | 'email', value: string): Detail[] {
  const old = primaryOf(details, kind)
  if (!old) return value.trim() ? [...details, { kind, category: 'work', value, primary: true }] : details
  return details.flatMap((row) => (row === old ? (value.trim() ? [retyped(old, value)] : []) : [row]))
}
