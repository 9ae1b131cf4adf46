import type { Contact } from '#features/contacts/contact.ts'
import { readDetails } from '#features/contacts/vcard/read-details.ts'
import { readContact } from '#features/contacts/vcard/read-contact.ts'
import { writeContact } from '#features/contacts/vcard/write-contact.ts'
import type { CardExtras, CardStyle } from '#features/contacts/vcard/write-contact.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import { writeVCard } from '#kernel/vcard-write.ts'
import { fieldsOf, fieldsProperty } from '#kernel/vcard.ts'
import type { VCard, VCardProperty } from '#kernel/vcard.ts'
import { CARD_FIELDS, detailKey, usableDetails } from './card-fields.ts'
import type { CardField } from './card-fields.ts'

export interface ShownCard {
  contact: Contact
  uid: string
  language: CardStyle['language']
  photo: CardExtras['photo']
  /** Whether the picture of the received card is the one the contact has. */
  samePhoto: boolean
}

/**
 * The card a program is given: the one a program wrote, letter by letter, as long as the contact says the same; where the
 * contact says something else, these lines alone are others. Without one, what Kontor would hand on (vCard 3.0, which
 * every program reads).
 */
export function cardText(raw: string | null, shown: ShownCard): string {
  const [received] = raw === null ? [] : parseVCards(raw)
  if (raw === null || !received || received.version === '2.1') return writeVCard(canonical(shown, '3.0'))
  // Read back, so that both sides of the comparison went the same way.
  const [ours] = parseVCards(writeVCard(canonical(shown, received.version)))
  if (!ours) return raw
  const fields = changedFields(received, ours)
  if (fields.length === 0 && shown.samePhoto) return raw
  const lines = fields.reduce((card, field) => replaced(card, ours, field), received)
  const whole = shown.samePhoto ? lines : withLines(lines, ['PHOTO'], named(ours, ['PHOTO']))
  const revised = withLines(whole, ['REV'], named(ours, ['REV']))
  return writeVCard({ version: received.version, properties: revised.properties })
}

function canonical(
  { contact, uid, language, photo }: ShownCard,
  version: '3.0' | '4.0',
): VCard & { version: '3.0' | '4.0' } {
  const card = writeContact(contact, { version, language }, { photo })
  const properties = card.properties.map((one) => (one.name === 'UID' ? { ...one, value: uid } : one))
  return { version, properties }
}

/** What the two cards do not say alike, as Kontor understands them. */
function changedFields(received: VCard, ours: VCard): CardField[] {
  const [theirs, mine] = [readContact(received)?.contact, readContact(ours)?.contact]
  if (!mine) return []
  const keys = (card: typeof mine) => usableDetails(card.details).map(detailKey).sort().join('\n')
  return (Object.keys(CARD_FIELDS) as CardField[]).filter((field) =>
    field === 'details'
      ? !theirs || keys(theirs) !== keys(mine)
      : (theirs?.[field] ?? '') !== (mine[field] ?? ''),
  )
}

function replaced(card: VCard, ours: VCard, field: CardField): VCard {
  if (field === 'details') return withDetails(card, ours)
  if (field === 'companyName') return withCompany(card, ours)
  const names = CARD_FIELDS[field]
  return withLines(card, names, named(ours, names))
}

/** The firm under its name of now, in the department the card knows. */
function withCompany(card: VCard, ours: VCard): VCard {
  const [, ...departments] = named(card, ['ORG']).flatMap((line) => fieldsOf(line))
  const org = named(ours, ['ORG']).map((line) => fieldsProperty('ORG', [...fieldsOf(line), ...departments]))
  return withLines(card, ['ORG'], org)
}

/** Ways to reach somebody that both cards have stay as they were written; the others go or come. */
function withDetails(card: VCard, ours: VCard): VCard {
  const wanted = new Map(linesWithDetails(ours).map(({ key, lines }) => [key, lines]))
  const gone = new Set<VCardProperty>()
  for (const { key, lines } of linesWithDetails(card)) {
    if (wanted.has(key)) wanted.delete(key)
    else for (const line of lines) gone.add(line)
  }
  const added = [...wanted.values()].flatMap((lines, index) =>
    lines.map((line) => (line.group === undefined ? line : { ...line, group: `kontor${index + 1}` })),
  )
  return { ...card, properties: [...card.properties.filter((line) => !gone.has(line)), ...added] }
}

/** Each way to reach somebody with its line, and those tied to it by a group. */
function linesWithDetails(card: VCard): { key: string; lines: VCardProperty[] }[] {
  return card.properties.flatMap((line) => {
    const tied = card.properties.filter((one) => one !== line && one.group === line.group && line.group)
    const labels = tied.filter(({ name }) => name.startsWith('X-AB'))
    const [detail] = usableDetails(readDetails({ ...card, properties: [line, ...labels] }).details)
    return detail ? [{ key: detailKey(detail), lines: [line, ...labels] }] : []
  })
}

function named({ properties }: VCard, names: readonly string[]): VCardProperty[] {
  return properties.filter(({ name }) => names.includes(name.toUpperCase()))
}

/** These lines where those of the same names stood. */
function withLines(card: VCard, names: readonly string[], lines: readonly VCardProperty[]): VCard {
  const at = card.properties.findIndex(({ name }) => names.includes(name))
  const others = card.properties.filter(({ name }) => !names.includes(name))
  const place = at < 0 ? others.length : at
  return { ...card, properties: [...others.slice(0, place), ...lines, ...others.slice(place)] }
}
