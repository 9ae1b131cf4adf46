import type { Contact, ContactChange, ContactNew } from '#features/contacts/contact.ts'
import type { Detail } from '#features/contacts/detail.ts'
import type { ReadCard } from '#features/contacts/vcard/read-contact.ts'
import { CARD_FIELDS, detailKey, usableDetails } from './card-fields.ts'

/** A contact of a card that a program made. */
export function newFromCard({ contact }: ReadCard): ContactNew {
  const { kind, salutation, title, firstName, lastName, companyName, position } = contact
  const { description, birthday, language, details } = contact
  const said = {
    salutation,
    title,
    firstName,
    lastName,
    companyName,
    position,
    description,
    birthday,
    language,
  }
  const known = Object.entries(said).filter(([, value]) => value !== undefined)
  return { kind, ...Object.fromEntries(known), details: usableDetails(details) }
}

/**
 * What a program changed: the difference between the card it was shown and the one it sent. What neither says is not
 * touched, so that nothing is lost that a card cannot carry.
 */
export function changeFromCard(
  { sent, shown, before }: { sent: ReadCard; shown: ReadCard; before: ReadCard | undefined },
  contact: Contact,
): ContactChange {
  const change: Record<string, unknown> = {}
  for (const field of Object.keys(CARD_FIELDS) as (keyof typeof CARD_FIELDS)[]) {
    if (field === 'details') continue
    const [is, was] = [sent.contact[field] ?? '', shown.contact[field] ?? '']
    if (is !== was) change[field] = is === '' ? null : is
  }
  // A person works for a firm by its id; another name is looked up, or made, only without it.
  if ('companyName' in change && contact.kind === 'person') change['companyId'] = null
  const details = changedDetails(
    contact.details,
    usableDetails(shown.contact.details),
    usableDetails(sent.contact.details),
  )
  if (details) change['details'] = details
  const [note, former] = [sent.contact.description ?? '', before?.contact.description ?? '']
  // Notes are not shown, so a program's note is the contact's only while nobody else wrote there.
  if (note !== former && (contact.description ?? '') === former) change['description'] = note || null
  return change
}

/** The rows after what was shown became what was sent; rows that no card shows stay. */
function changedDetails(held: Detail[], shown: Detail[], sent: Detail[]): Detail[] | undefined {
  const [were, are] = [new Set(shown.map(detailKey)), new Set(sent.map(detailKey))]
  const firsts = (rows: Detail[]) =>
    rows
      .filter((row) => row.primary)
      .map(detailKey)
      .sort()
      .join('\n')
  if (were.symmetricDifference(are).size === 0 && firsts(shown) === firsts(sent)) return undefined
  const kept = held.filter((row) => !were.has(detailKey(row)) || are.has(detailKey(row)))
  const known = new Set(kept.map(detailKey))
  const first = new Map(sent.map((row) => [detailKey(row), row.primary]))
  return [
    ...kept.map((row) => ({ ...row, primary: first.get(detailKey(row)) ?? row.primary })),
    ...sent.filter((row) => !known.has(detailKey(row))),
  ]
}
