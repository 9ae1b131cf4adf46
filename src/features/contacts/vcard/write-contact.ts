import { fieldsProperty, listProperty, plainProperty, textProperty } from '#kernel/vcard.ts'
import type { VCard, VCardProperty } from '#kernel/vcard.ts'
import type { Contact } from '../contact.ts'
import { writeDetails } from './write-details.ts'

export interface CardStyle {
  version: '3.0' | '4.0'
  /** Of labels and countries. */
  language: 'de' | 'en'
}

export interface CardExtras {
  /** A picture that every program reads. */
  photo?: { type: 'image/jpeg'; base64: string } | undefined
  /**
   * Writes what is the firm's own as well: notes, tags, class, account numbers, custom fields. Needs the names of
   * types and temperatures (`labels`) and of users and groups (`principals`) by id.
   */
  internal?: { labels: ReadonlyMap<string, string>; principals: ReadonlyMap<string, string> } | undefined
}

/**
 * A contact as a card. With `internal` it comes back as the same contact; without, it is a card to hand on, which
 * says who somebody is and how to reach them and nothing that the firm thinks of them.
 */
export function writeContact(
  contact: Contact,
  style: CardStyle,
  extras: CardExtras = {},
): VCard & Pick<CardStyle, 'version'> {
  const { photo, internal } = extras
  const details = internal ? contact.details : contact.details.filter(({ kind }) => kind !== 'iban')
  const properties = [
    plainProperty('PRODID', '-//Kontor//Kontor//DE'),
    plainProperty('UID', style.version === '4.0' ? `urn:uuid:${contact.id}` : contact.id),
    ...writeName(contact, style),
    ...writeDetails(details, style),
    ...(internal ? writeInternal(contact, internal) : []),
    ...(photo ? [writePhoto(photo, style)] : []),
    plainProperty('REV', contact.updatedAt.replace(/\.\d+/, '').replaceAll(...stamp(style))),
  ]
  return { version: style.version, properties }
}

/** vCard 4 writes days and times without dashes and colons (RFC 6350 4.3). */
function stamp({ version }: CardStyle): [RegExp, string] {
  return [version === '4.0' ? /[-:]/g : /(?!)/g, '']
}

function writeName(contact: Contact, style: CardStyle): VCardProperty[] {
  const { kind, title, firstName, lastName, companyName, displayName } = contact
  const company = kind === 'company'
  const full = [company ? null : title, displayName].filter(Boolean).join(' ')
  const parts = [lastName, firstName, null, title, null].map((part) => part ?? '')
  return [
    ...(company
      ? [style.version === '4.0' ? plainProperty('KIND', 'org') : plainProperty('X-ABShowAs', 'COMPANY')]
      : []),
    textProperty('FN', full),
    fieldsProperty('N', parts),
    ...(companyName ? [fieldsProperty('ORG', [companyName])] : []),
    ...some('TITLE', contact.position),
    ...(contact.birthday ? [plainProperty('BDAY', contact.birthday.replaceAll(...stamp(style)))] : []),
    ...some(style.version === '4.0' ? 'LANG' : 'X-KONTOR-LANGUAGE', contact.language),
    ...some('X-KONTOR-SALUTATION', contact.salutation),
  ]
}

function writeInternal(
  contact: Contact,
  { labels, principals }: NonNullable<CardExtras['internal']>,
): VCardProperty[] {
  const { typeId, temperatureId, tags, managers, custom } = contact
  return [
    ...some('NOTE', contact.description),
    ...(tags.length > 0 ? [listProperty('CATEGORIES', tags)] : []),
    ...some('X-KONTOR-INDUSTRY', contact.industry),
    ...some('X-KONTOR-TYPE', typeId && labels.get(typeId)),
    ...some('X-KONTOR-TEMPERATURE', temperatureId && labels.get(temperatureId)),
    ...some('X-KONTOR-CLASS', contact.class),
    ...some('X-KONTOR-CURRENCY', contact.currency),
    ...some('X-KONTOR-VATID', contact.vatId),
    ...some('X-KONTOR-VISIBILITY', contact.visibility),
    ...(managers.length > 0
      ? [
          listProperty(
            'X-KONTOR-MANAGERS',
            managers.map((id) => principals.get(id) ?? id),
          ),
        ]
      : []),
    ...Object.entries(custom).map(([key, value]) =>
      textProperty('X-KONTOR-CUSTOM', JSON.stringify(value), { KEY: [key] }),
    ),
  ]
}

function some(name: string, value: string | null | undefined): VCardProperty[] {
  return value ? [textProperty(name, value)] : []
}

/** RFC 2426 3.1.4 and RFC 6350 6.2.4. */
function writePhoto(
  { type, base64 }: NonNullable<CardExtras['photo']>,
  { version }: CardStyle,
): VCardProperty {
  return version === '4.0'
    ? plainProperty('PHOTO', `data:${type};base64,${base64}`)
    : plainProperty('PHOTO', base64, { ENCODING: ['b'], TYPE: ['JPEG'] })
}
