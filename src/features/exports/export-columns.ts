import type { Contact } from '#features/contacts/contact.ts'
import { DETAIL_KINDS } from '#features/contacts/detail.ts'
import type { Detail, DetailKind } from '#features/contacts/detail.ts'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import type { SheetCell } from '#kernel/workbook.ts'
import { writeCountry } from '#kernel/region-names.ts'
import { headingKey } from '#features/imports/heading-key.ts'
import { joinList } from '#features/imports/list-cell.ts'
import { writeCustomCell } from '#features/imports/read-custom.ts'
import { recogniseHeading } from '#features/imports/recognise-heading.ts'
import { CUSTOM_PREFIX } from '#features/imports/suggest-mapping.ts'
import { writeCategory, writeKind, writeSalutation, writeVisibility } from '#features/imports/words.ts'

type Language = 'de' | 'en'

/** What a file says in a cell; a CSV says it as text, a workbook as what it is. */
export type ExportCell = SheetCell

export interface ExportColumn {
  heading: string
  cell(contact: Contact): ExportCell
}

/** What the columns of an export need to know beyond the contact. */
export interface Exporting {
  language: Language
  fields: readonly FieldRule[]
  /** How many columns each kind of detail needs: the most that one contact has. */
  most: ReadonlyMap<string, number>
  labels: ReadonlyMap<string, string>
  principals: ReadonlyMap<string, string>
}

type Plain = [name: string, de: string, en: string, cell: (contact: Contact, to: Exporting) => ExportCell]

const BEFORE: Plain[] = [
  ['kind', 'Kontaktart', 'Contact kind', (c, { language }) => writeKind(c.kind, language)],
  [
    'salutation',
    'Anrede',
    'Salutation',
    (c, to) => c.salutation && writeSalutation(c.salutation, to.language),
  ],
  ['title', 'Titel', 'Academic title', (c) => c.title],
  ['firstName', 'Vorname', 'First name', (c) => c.firstName],
  ['lastName', 'Nachname', 'Last name', (c) => c.lastName],
  ['companyName', 'Unternehmen', 'Company', (c) => c.companyName],
  ['position', 'Position', 'Job title', (c) => c.position],
  ['industry', 'Branche', 'Industry', (c) => c.industry],
  ['type', 'Kontakttyp', 'Contact type', (c, { labels }) => named(labels, c.typeId)],
  ['temperature', 'Kontakttemperatur', 'Temperature', (c, { labels }) => named(labels, c.temperatureId)],
  ['class', 'Kundenklasse', 'Customer class', (c) => c.class],
  ['tags', 'Schlagwörter', 'Tags', (c) => joinList(c.tags)],
]
const AFTER: Plain[] = [
  ['birthday', 'Geburtstag', 'Birthday', (c) => c.birthday && { day: c.birthday }],
  ['language', 'Sprache', 'Language', (c) => c.language],
  ['currency', 'Währung', 'Currency', (c) => c.currency],
  ['vatId', 'USt-IdNr.', 'VAT ID', (c) => c.vatId],
  [
    'managers',
    'Betreuung',
    'Managers',
    (c, { principals }) => joinList(c.managers.map((id) => principals.get(id) ?? id)),
  ],
  ['visibility', 'Zugriff', 'Visibility', (c, { language }) => writeVisibility(c.visibility, language)],
]
const LAST: Plain[] = [['description', 'Beschreibung', 'Description', (c) => c.description]]
/** Only when asked for; an import leaves them out. */
const ON_REQUEST: Plain[] = [
  ['id', 'Id', 'Id', (c) => c.id],
  ['createdAt', 'Angelegt am', 'Created', (c) => ({ moment: c.createdAt })],
  ['updatedAt', 'Geändert am', 'Changed', (c) => ({ moment: c.updatedAt })],
]

const DETAILS: Record<DetailKind, [de: string, en: string]> = {
  email: ['E-Mail', 'Email'],
  phone: ['Telefon', 'Phone'],
  address: ['Adresse', 'Address'],
  web: ['Webseite', 'Website'],
  iban: ['IBAN', 'IBAN'],
  linkedin: ['LinkedIn', 'LinkedIn'],
  xing: ['XING', 'XING'],
  x: ['X (Twitter)', 'X (Twitter)'],
  facebook: ['Facebook', 'Facebook'],
  instagram: ['Instagram', 'Instagram'],
  youtube: ['YouTube', 'YouTube'],
  whatsapp: ['WhatsApp', 'WhatsApp'],
  telegram: ['Telegram', 'Telegram'],
  signal: ['Signal', 'Signal'],
  skype: ['Skype', 'Skype'],
  livejournal: ['LiveJournal', 'LiveJournal'],
  myspace: ['MySpace', 'MySpace'],
  gmail: ['GMail', 'GMail'],
  blogger: ['Blogger', 'Blogger'],
  yahoo: ['Yahoo', 'Yahoo'],
  msn: ['MSN', 'MSN'],
  icq: ['ICQ', 'ICQ'],
  jabber: ['Jabber', 'Jabber'],
  aim: ['AIM', 'AIM'],
  vk: ['VK', 'VK'],
  other: ['Sonstige Angabe', 'Other detail'],
}
const PARTS = [
  ['street', 'Straße', 'Street'],
  ['houseNumber', 'Hausnummer', 'House number'],
  ['postalCode', 'PLZ', 'Postal code'],
  ['city', 'Ort', 'City'],
  ['state', 'Bundesland', 'State'],
  ['country', 'Land', 'Country'],
] as const
const SORT = { de: 'Art', en: 'type' }

/** The names `columns` may ask for; every other one is refused. */
export function exportNames(fields: readonly FieldRule[]): string[] {
  const plain = [...BEFORE, ...AFTER, ...LAST, ...ON_REQUEST].map(([name]) => name)
  return [...plain, ...DETAIL_KINDS, 'custom', ...fields.map((field) => `custom.${field.key}`)]
}

/**
 * The columns of an export, in the order asked for, else all that can hold something. Every heading is one that an
 * import recognises, so that the file comes back in as it went out; of each kind the primary detail stands first.
 */
export function exportColumns(to: Exporting, wanted?: readonly string[]): ExportColumn[] {
  const plain = (list: Plain[]) => list.map(([name]) => name)
  const all = [...plain(BEFORE), ...DETAIL_KINDS, ...plain(AFTER), 'custom', ...plain(LAST)]
  return (wanted ?? all).flatMap((name) => {
    const found = [...BEFORE, ...AFTER, ...LAST, ...ON_REQUEST].find(([known]) => known === name)
    if (found) return [plainColumn(found, to)]
    if (name === 'custom') return to.fields.flatMap((field) => customColumn(field, to))
    const field = to.fields.find(({ key }) => name === `custom.${key}`)
    return field ? customColumn(field, to) : detailColumns(name as DetailKind, to)
  })
}

/** A cell as the text of a CSV that an import in this language reads again. */
export function cellText(cell: ExportCell, language: Language): string {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  if (typeof cell === 'number') return writeCustomCell(cell, language)
  return 'day' in cell ? cell.day : cell.moment
}

function plainColumn([, de, en, cell]: Plain, to: Exporting): ExportColumn {
  return { heading: to.language === 'de' ? de : en, cell: (contact) => cell(contact, to) }
}

function customColumn(field: FieldRule, { fields, language }: Exporting): ExportColumn[] {
  if (field.type === 'heading') return []
  const twice = fields.filter((f) => headingKey(f.name) === headingKey(field.name)).length > 1
  const clear = !twice && recogniseHeading(field.name) === undefined && headingKey(field.name) !== ''
  const heading = clear ? field.name : `${CUSTOM_PREFIX[language]}: ${twice ? field.key : field.name}`
  return [
    {
      heading,
      cell: (contact) => {
        const value = contact.custom[field.key]
        if (typeof value === 'number') return value
        return field.type === 'date' && typeof value === 'string'
          ? { day: value }
          : writeCustomCell(value, language)
      },
    },
  ]
}

function detailColumns(kind: DetailKind, { most, language }: Exporting): ExportColumn[] {
  const at = language === 'de' ? 0 : 1
  return Array.from({ length: most.get(kind) ?? 0 }, (_, index) => {
    const number = index === 0 ? '' : ` ${index + 1}`
    const cell = (write: (detail: Detail) => string) => (contact: Contact) => {
      const detail = primaryFirst(contact.details, kind)[index]
      return detail ? write(detail) : ''
    }
    const sort = {
      heading: `${DETAILS[kind][at]}${number}: ${SORT[language]}`,
      cell: cell((detail) => writeCategory(detail.category, language)),
    }
    if (kind !== 'address')
      return [{ heading: `${DETAILS[kind][at]}${number}`, cell: cell(writeValue) }, sort]
    const parts = PARTS.map(([part, de, en]) => ({
      heading: `${at === 0 ? de : en}${number}`,
      cell: cell(({ value }) => {
        if (typeof value === 'string') return ''
        return part === 'country' ? writeCountry(value.country, language) : value[part]
      }),
    }))
    return [...parts, sort]
  }).flat()
}

function primaryFirst(details: readonly Detail[], kind: DetailKind): Detail[] {
  const own = details.filter((detail) => detail.kind === kind)
  return [...own.filter((detail) => detail.primary), ...own.filter((detail) => !detail.primary)]
}

function writeValue({ value }: Detail): string {
  if (typeof value !== 'string') return ''
  return /:::|^"/.test(value) ? joinList([value]) : value
}

function named(names: ReadonlyMap<string, string>, id: string | null): string {
  return id === null ? '' : (names.get(id) ?? '')
}
