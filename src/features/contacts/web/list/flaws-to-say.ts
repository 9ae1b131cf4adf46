import type { Contact } from '../../contact.ts'
import { GAPS, HINT_CODES } from '../../hint-codes.ts'

const sayable = [...HINT_CODES, ...GAPS]

/** What a list says of a contact: what is wrong first, then what is missing. */
export function flawsToSay(contact: Contact) {
  return sayable.filter((flaw) => contact.flaws.includes(flaw))
}
