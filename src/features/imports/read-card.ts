import { readContact } from '#features/contacts/vcard/read-contact.ts'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import type { FieldError } from '#kernel/problem.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import type { Draft } from './read-row.ts'

/** Reads the text of a vCard as a row; undefined for a group of an address book, which is nobody. */
export function readCard(
  text: string,
  { fields }: { fields: readonly FieldRule[] },
): { draft: Draft; errors: FieldError[] } | undefined {
  const [card] = parseVCards(text)
  if (!card) return undefined
  const read = readContact(card)
  if (!read) return isGroup(text) ? undefined : { draft: NOBODY, errors: [NAMELESS] }
  const { contact, left } = read
  const custom = Object.entries(contact.custom)
  const known = custom.filter(([key]) => fields.some((field) => field.key === key))
  const description = [contact.description, left.join('\n')].filter(Boolean).join('\n\n')
  const draft = { ...contact, custom: Object.fromEntries(known) }
  return { draft: description ? { ...draft, description } : draft, errors: [] }
}

const NOBODY: Draft = { kind: 'person', details: [], tags: [], managers: [], custom: {} }
const NAMELESS: FieldError = { path: '', code: 'nameless', message: 'This card names nobody.' }

function isGroup(text: string): boolean {
  return /^(X-ADDRESSBOOKSERVER-)?KIND:(group|location|device|application)/im.test(text)
}
