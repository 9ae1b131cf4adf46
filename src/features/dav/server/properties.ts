import type { By } from '#kernel/rights.ts'
import { escapeXml } from '#kernel/xml.ts'
import { HOMES, TYPES, pathOf } from '../places.ts'
import type { CollectionName, Place } from '../places.ts'
import { clarkOf } from '../xml/names.ts'
import type { Found } from '../xml/multistatus.ts'
import type { Asked } from '../xml/read-request.ts'
import { element, href, textElement } from '../xml/write.ts'
import type { Xml } from '../xml/write.ts'
import { COLORS, collectionName } from '../words.ts'
import type { Collection } from './collection.ts'
import { ACL_RESTRICTIONS, accessList, privileges, supportedPrivileges } from './privileges.ts'
import { etagOf } from './resources.ts'

/** What properties are asked of: a place with what is known of it. */
export interface Subject {
  place: Place
  /** Of a collection. */
  collection?: Collection
  /** Of an object. */
  resource?: { sequence: number }
  /** Of an object whose content was asked for. */
  text?: string
  /** Of a user. */
  email?: string
}

/** Content of the property, or undefined where the subject has none. */
type Property = (subject: Subject, by: By) => Xml | undefined

/** The largest object that is taken in. */
export const MAX_SIZE = 1024 * 1024

const principal = (userId: string) => href(pathOf({ kind: 'principal', userId }))
const ofKind =
  <K extends Place['kind']>(
    kind: K,
    content: (place: Extract<Place, { kind: K }>, subject: Subject, by: By) => Xml,
  ) =>
  (subject: Subject, by: By): Xml | undefined =>
    subject.place.kind === kind
      ? content(subject.place as Extract<Place, { kind: K }>, subject, by)
      : undefined
const ofCollection = (content: (name: CollectionName, collection: Collection, by: By) => Xml | undefined) =>
  (({ place, collection }: Subject, by: By) =>
    place.kind === 'collection' && collection
      ? content(place.collection, collection, by)
      : undefined) as Property
const ofCalendar = (content: (name: 'appointments' | 'tasks', collection: Collection) => Xml | undefined) =>
  ofCollection((name, collection) => (name === 'contacts' ? undefined : content(name, collection)))
const ofBook = (content: (collection: Collection) => Xml | undefined) =>
  ofCollection((name, collection) => (name === 'contacts' ? content(collection) : undefined))
const whose = (place: Place): string | undefined => ('userId' in place ? place.userId : undefined)

/** RFC 4918, 15; what "all properties" means. */
const BASIC: Record<string, Property> = {
  'D:resourcetype': ({ place }) => resourceType(place),
  'D:displayname': (subject, by) => {
    const { place, collection } = subject
    if (place.kind === 'principal') return escapeXml(by.name)
    if (place.kind !== 'collection') return undefined
    return written(collection, 'D:displayname') ?? escapeXml(collectionName(place.collection, by.language))
  },
  'D:getetag': ({ resource }) => resource && escapeXml(etagOf(resource)),
  'D:getcontenttype': ({ place }) =>
    place.kind === 'object' ? escapeXml(TYPES[place.collection].type) : undefined,
  'D:getcontentlength': ({ text }) => (text === undefined ? undefined : String(Buffer.byteLength(text))),
  // A sequence begins with the clock.
  'D:getlastmodified': ({ resource }) => resource && escapeXml(new Date(resource.sequence).toUTCString()),
  'D:supportedlock': ({ place }) => (place.kind === 'object' ? '' : undefined),
}

/** RFC 3744, 5397, 6578, 4791, 6352 and what Apple and CalendarServer added: given when asked for by name. */
const FURTHER: Record<string, Property> = {
  'D:current-user-principal': (_subject, by) => principal(by.id),
  'D:principal-collection-set': () => href(pathOf({ kind: 'principals' })),
  'D:principal-URL': ofKind('principal', ({ userId }) => principal(userId)),
  'D:alternate-URI-set': ofKind('principal', () => ''),
  'D:group-membership': ofKind('principal', () => ''),
  'D:group-member-set': ofKind('principal', () => ''),
  'D:owner': ({ place }) => {
    const userId = whose(place)
    return userId === undefined ? undefined : principal(userId)
  },
  'D:current-user-privilege-set': ({ place }, by) => privileges(place, by),
  'D:supported-privilege-set': ({ place }) => supportedPrivileges(place),
  'D:acl': ({ place }, by) => accessList(place, by),
  'D:acl-restrictions': () => ACL_RESTRICTIONS,
  'D:inherited-acl-set': () => '',
  'D:supported-report-set': ({ place }) =>
    reportsOf(place)
      .map((name) => element('D:supported-report', element('D:report', element(name))))
      .join(''),
  'D:sync-token': ofCollection((_name, collection) => escapeXml(tokenOf(collection))),
  'S:getctag': ofCollection((_name, collection) => escapeXml(tokenOf(collection))),
  'C:calendar-home-set': ofKind('principal', ({ userId }) => home('calendars', userId)),
  'A:addressbook-home-set': ofKind('principal', ({ userId }) => home('addressbooks', userId)),
  'C:calendar-user-address-set': ofKind('principal', ({ userId }, { email }) =>
    [email === undefined ? '' : href(`mailto:${email}`), principal(userId)].join(''),
  ),
  'C:calendar-user-type': ofKind('principal', () => 'INDIVIDUAL'),
  'S:email-address-set': ofKind('principal', (_place, { email }) =>
    email === undefined ? '' : textElement('S:email-address', email),
  ),
  'C:calendar-data': ({ place, text }) =>
    text === undefined || place.kind !== 'object' || place.collection === 'contacts'
      ? undefined
      : escapeXml(text),
  'A:address-data': ({ place, text }) =>
    text === undefined || place.kind !== 'object' || place.collection !== 'contacts'
      ? undefined
      : escapeXml(text),
  'C:supported-calendar-component-set': ofCalendar((name) =>
    element('C:comp', '', { name: componentOf(name) }),
  ),
  'C:supported-calendar-data': ofCalendar(() =>
    element('C:calendar-data', '', { 'content-type': 'text/calendar', version: '2.0' }),
  ),
  'C:max-resource-size': ofCalendar(() => String(MAX_SIZE)),
  'C:calendar-description': ofCalendar((_name, collection) => written(collection, 'C:calendar-description')),
  'C:supported-collation-set': ofCalendar(() => collations('C:supported-collation')),
  'C:schedule-calendar-transp': ofCalendar((name) =>
    element(name === 'tasks' ? 'C:transparent' : 'C:opaque'),
  ),
  'I:calendar-color': ofCalendar(
    (name, collection) => written(collection, 'I:calendar-color') ?? COLORS[name],
  ),
  'I:calendar-order': ofCalendar(
    (name, collection) =>
      written(collection, 'I:calendar-order') ?? String(HOMES.calendars.indexOf(name) + 1),
  ),
  'A:supported-address-data': ofBook(() =>
    ['3.0', '4.0']
      .map((version) => element('A:address-data-type', '', { 'content-type': 'text/vcard', version }))
      .join(''),
  ),
  'A:max-resource-size': ofBook(() => String(MAX_SIZE)),
  'A:addressbook-description': ofBook((collection) => written(collection, 'A:addressbook-description')),
  'A:supported-collation-set': ofBook(() => collations('A:supported-collation')),
}

const PROPERTIES: Record<string, Property> = { ...BASIC, ...FURTHER }

/** What programs may write: all that Kontor itself does not say. Description, colour, order and name are theirs. */
export function isOurs(name: string): boolean {
  return Object.hasOwn(PROPERTIES, name) && !THEIRS.has(name)
}

const THEIRS = new Set([
  'D:displayname',
  'C:calendar-description',
  'A:addressbook-description',
  'I:calendar-color',
  'I:calendar-order',
])

/** The properties asked for, as far as the subject has them. */
export function findProperties(subject: Subject, by: By, asked: Asked): Found {
  const path = pathOf(subject.place)
  if (asked.which === 'these') return sorted(path, subject, by, asked.names)
  const known = asked.which === 'names' ? Object.keys(PROPERTIES) : [...Object.keys(BASIC), ...asked.include]
  const { has } = sorted(path, subject, by, [...new Set([...known, ...deadNames(subject)])])
  return { path, has: asked.which === 'names' ? has.map(([name]) => [name, '']) : has, lacks: [] }
}

function sorted(path: string, subject: Subject, by: By, names: readonly string[]): Found {
  const found: Found = { path, has: [], lacks: [] }
  for (const name of names) {
    const read = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined
    const content = read ? read(subject, by) : written(subject.collection, name)
    if (content === undefined) found.lacks.push(name)
    else found.has.push([name, content])
  }
  return found
}

function deadNames({ collection }: Subject): string[] {
  return Object.keys(collection?.properties ?? {}).filter((name) => name.startsWith('{'))
}

/** What a program wrote under this name. */
function written(collection: Collection | undefined, name: string): Xml | undefined {
  const text = collection?.properties[clarkOf(name)]
  return text === undefined ? undefined : escapeXml(text)
}

/** The token of a collection's state: it names the collection, so that one of another is known as such. */
export function tokenOf({ id, sequence }: Pick<Collection, 'id' | 'sequence'>): string {
  return `urn:kontor:sync:${id}:${sequence}`
}

function resourceType(place: Place): Xml {
  const collection = element('D:collection')
  if (place.kind === 'object') return ''
  if (place.kind === 'principal') return collection + element('D:principal')
  if (place.kind !== 'collection') return collection
  return collection + element(place.collection === 'contacts' ? 'A:addressbook' : 'C:calendar')
}

/** What is asked of an object as well as of what it stands in (RFC 4791, 7; RFC 6352, 8). */
const ONE_BY_ONE = /^(C:calendar|A:addressbook)-(multiget|query)$/

/** RFC 3253, 3.1.5. */
export function reportsOf(place: Place): string[] {
  if (place.kind === 'object')
    return reportsOf({ ...place, kind: 'collection' }).filter((name) => ONE_BY_ONE.test(name))
  if (place.kind !== 'collection')
    return ['D:principal-property-search', 'D:principal-search-property-set', 'D:principal-match']
  return place.collection === 'contacts'
    ? ['A:addressbook-multiget', 'A:addressbook-query', 'D:sync-collection']
    : ['C:calendar-multiget', 'C:calendar-query', 'C:free-busy-query', 'D:sync-collection']
}

export function componentOf(name: CollectionName): 'VEVENT' | 'VTODO' {
  return name === 'tasks' ? 'VTODO' : 'VEVENT'
}

function collations(name: string): Xml {
  return ['i;ascii-casemap', 'i;unicode-casemap', 'i;octet'].map((one) => textElement(name, one)).join('')
}

function home(kind: 'calendars' | 'addressbooks', userId: string): Xml {
  return href(pathOf({ kind: 'home', home: kind, userId }))
}
