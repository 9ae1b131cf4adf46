import { sql } from 'kysely'
import { hashKeys } from '#features/contacts/hash-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import { lookupKeys } from '#features/contacts/match-keys.ts'
import type { Detail } from '#features/contacts/detail.ts'
import { readCountry } from '#features/settings/server/settings.ts'
import { emailKey } from '#kernel/email.ts'
import { fold } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { splitName } from '#kernel/split-name.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Listed } from '../item-head.ts'
import { ourMarks } from '../our-marks.ts'
import type { OurMarks } from '../our-marks.ts'
import { rank } from '../suggest.ts'
import type { Hint } from '../suggest.ts'
import type { Reason, Suggestion, TakeoverArea } from '../takeover.ts'
import { ownDomain } from './own-addresses.ts'
import type { NumberedKind } from './numbered.ts'
import type { TakeoverDb } from './tables.ts'

interface Contact {
  id: string
  name: string
  kind: 'person' | 'company'
  firstName: string | null
  lastName: string | null
  companyName: string | null
  details: Detail[]
}

/** Contacts by what they are found with. */
interface Known {
  byAddress: Map<string, { contact: Contact; isFirst: boolean }[]>
  byDomain: Map<string, Contact[]>
  byName: Map<string, Contact[]>
  byThread: Map<string, Contact>
  bySender: Map<string, Contact>
  /** By numbers of ours, and by their own ids. */
  byMark: Map<string, Contact>
}

/** Whom each of these items may be about, as far as `by` sees them: a few questions for a whole page. */
export async function suggestContacts(
  db: Database<TakeoverDb>,
  by: By,
  area: TakeoverArea,
  listed: readonly Listed[],
  numbered: readonly NumberedKind<TakeoverDb>[],
): Promise<Suggestion[][]> {
  const country = await readCountry(db)
  const clues = listed.map((one) => ({ ...one, names: namesIn(area, one), marks: ourMarks(one.words) }))
  const found = await contactsWith(db, by, keysOf(clues, country))
  const known: Known = {
    ...index(found, country),
    byThread: await byThread(db, by, clues),
    bySender: await bySender(db, by, clues),
    byMark: await byMark(db, by, clues, numbered),
  }
  return clues.map((one) => rank(hintsOf(area, one, known)))
}

interface Clue extends Listed {
  names: string[]
  marks: OurMarks
}

function hintsOf(area: TakeoverArea, { others, before, names, marks }: Clue, known: Known): Hint[] {
  const hint = (reason: Reason, { id: contactId, name, kind }: Contact): Hint => ({
    contactId,
    name,
    kind,
    reason,
  })
  const answered = before.map((id) => known.byThread.get(id)).find((contact) => contact !== undefined)
  return [
    ...others.flatMap(({ email }) => {
      const key = emailKey(email)
      const learned = known.bySender.get(key)
      return [
        ...(known.byAddress.get(key) ?? []).map(({ contact, isFirst }) =>
          hint(area === 'mail' ? (isFirst ? 'address' : 'otherAddress') : 'attendee', contact),
        ),
        ...(known.byDomain.get(ownDomain(email) ?? '') ?? []).map((contact) => hint('domain', contact)),
        ...(learned ? [hint('learned', learned)] : []),
      ]
    }),
    ...(answered ? [hint('thread', answered)] : []),
    ...[...marks.numbers, ...marks.contactIds].flatMap((mark) => {
      const contact = known.byMark.get(mark)
      return contact ? [hint('number', contact)] : []
    }),
    ...names.flatMap((name) => (known.byName.get(name) ?? []).map((contact) => hint('name', contact))),
  ]
}

/** Names of people: of who wrote or takes part; where nobody is named, two words of the title that could be one. */
function namesIn(area: TakeoverArea, { others, head }: Listed): string[] {
  const words = area === 'mail' ? [] : [...head.title.matchAll(/\p{Lu}[\p{L}'’-]+/gu)].map(([word]) => word)
  const pairs = words.slice(0, 8).flatMap((word, at) => (at === 0 ? [] : [`${words[at - 1]} ${word}`]))
  const said = others.map(({ name }) => name).filter((name) => name.includes(' '))
  return [...new Set([...said, ...pairs].map(nameKey))].filter((name) => name.includes(' '))
}

function nameKey(name: string): string {
  const { first, last } = splitName(name)
  return fold(`${first ?? ''} ${last}`).trim()
}

function keysOf(clues: readonly Clue[], country: string): string[] {
  const addresses = clues.flatMap(({ others }) => others.map(({ email }) => email))
  const names = [...new Set(clues.flatMap((clue) => clue.names))]
  return [
    ...addresses.map((email) => `e:${emailKey(email)}`),
    ...addresses.flatMap((email) => ownDomain(email) ?? []).map((domain) => `d:${domain}`),
    ...names.flatMap((name) => {
      const { first, last } = splitName(name)
      const subject = { kind: 'person' as const, firstName: first, lastName: last }
      return lookupKeys(subject, country).filter((key) => key.startsWith('n:'))
    }),
  ]
}

async function contactsWith(db: Database<TakeoverDb>, by: By, keys: readonly string[]): Promise<Contact[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Contact>`
    select r.id, r.display_name as name, r.kind, r.first_name, r.last_name, r.company_name, r.details
    from contact r
    where r.deleted_at is null and r.match_keys && ${hashKeys(keys)}::integer[] and ${readable(by, sql`r.reader_ids`)}
    order by r.id limit 5000`.execute(db)
  return rows
}

function index(
  contacts: readonly Contact[],
  country: string,
): Pick<Known, 'byAddress' | 'byDomain' | 'byName'> {
  const [byAddress, byDomain, byName] = [
    new Map<string, { contact: Contact; isFirst: boolean }[]>(),
    new Map<string, Contact[]>(),
    new Map<string, Contact[]>(),
  ]
  for (const contact of contacts) {
    const mails = contact.details.flatMap((row) =>
      row.kind === 'email' ? [{ email: emailKey(row.value), isPrimary: row.primary }] : [],
    )
    const main = mails.find(({ isPrimary }) => isPrimary) ?? mails[0]
    for (const { email } of mails) add(byAddress, email, { contact, isFirst: email === main?.email })
    if (contact.kind === 'company')
      for (const domain of matchFacts(contact, country).domains) add(byDomain, domain, contact)
    else add(byName, fold(`${contact.firstName ?? ''} ${contact.lastName ?? ''}`).trim(), contact)
  }
  return { byAddress, byDomain, byName }
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

async function byThread(
  db: Database<TakeoverDb>,
  by: By,
  clues: readonly Clue[],
): Promise<Map<string, Contact>> {
  const ids = [...new Set(clues.flatMap(({ before }) => before))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Contact & { messageId: string }>`
    select m.message_id, r.id, r.display_name as name, r.kind
    from mail_message m join history_entry e on e.id = m.entry_id join contact r on r.id = e.contact_id
    where m.message_id = any(${ids}::text[]) and e.deleted_at is null and r.deleted_at is null
      and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  return new Map(rows.map(({ messageId, ...contact }) => [messageId, contact]))
}

async function bySender(
  db: Database<TakeoverDb>,
  by: By,
  clues: readonly Clue[],
): Promise<Map<string, Contact>> {
  const senders = [...new Set(clues.flatMap(({ others }) => others.map(({ email }) => emailKey(email))))]
  if (senders.length === 0) return new Map()
  const { rows } = await sql<Contact & { sender: string }>`
    select c.sender, r.id, r.display_name as name, r.kind
    from takeover_choice c join contact r on r.id = c.contact_id
    where c.owner_id = any(${uuids([by.id])}) and c.sender = any(${senders}::text[]) and r.deleted_at is null
      and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  return new Map(rows.map(({ sender, ...contact }) => [sender, contact]))
}

async function byMark(
  db: Database<TakeoverDb>,
  by: By,
  clues: readonly Clue[],
  numbered: readonly NumberedKind<TakeoverDb>[],
): Promise<Map<string, Contact>> {
  const numbers = [...new Set(clues.flatMap(({ marks }) => marks.numbers))]
  const linked = clues.flatMap(({ marks }) => marks.contactIds.map((id) => ({ number: id, contactId: id })))
  const found =
    numbers.length === 0 ? [] : await Promise.all(numbered.map((kind) => kind.find(db, by, numbers)))
  const marked = [...found.flat(), ...linked]
  if (marked.length === 0) return new Map()
  const { rows } = await sql<Contact>`
    select r.id, r.display_name as name, r.kind from contact r
    where r.id = any(${uuids(marked.map(({ contactId }) => contactId))}) and r.deleted_at is null
      and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  const byId = new Map(rows.map((contact) => [contact.id, contact]))
  return new Map(
    marked.flatMap(({ number, contactId }) => {
      const contact = byId.get(contactId)
      return contact ? [[number, contact] as const] : []
    }),
  )
}
