import { sql } from 'kysely'
import type { Detail } from '#features/contacts/detail.ts'
import type { Settings } from '#features/settings/settings.ts'
import { letterSalutation } from '#kernel/person-name.ts'
import type { Salutation } from '#kernel/person-name.ts'
import { splitStreet } from '#kernel/postal-address.ts'
import type { Language } from '#kernel/rights.ts'
import { normaliseVatId } from '#kernel/vat-id.ts'
import type { Database } from '#platform/database.ts'
import type { Buyer, Party, Seller } from '../frozen.ts'
import type { InvoicesDb } from './tables.ts'

/** The firm as a document names it. */
export function sellerOf({ firm, country }: Settings): Seller {
  const given = (text: string | undefined) => text?.trim() ?? ''
  return {
    name: given(firm.name),
    more: [],
    ...firmAddress(firm, country),
    vatId: normaliseVatId(given(firm.vatId)),
    taxNumber: given(firm.taxNumber),
    email: given(firm.email),
    phone: given(firm.phone),
    website: given(firm.website),
    contactName: given(firm.contactName),
    iban: given(firm.iban),
    bic: given(firm.bic),
    bankName: given(firm.bankName),
    accountHolder: given(firm.accountHolder),
    register: given(firm.register),
    legalForm: given(firm.legalForm),
    seat: given(firm.seat),
    directors: given(firm.directors),
    smallBusiness: firm.smallBusiness ?? false,
    cashAccounting: firm.cashAccounting ?? false,
    logoHash: firm.logoHash ?? null,
  }
}

/** Street to town where they are given, else what the free address block says: the street above the town. */
function firmAddress(firm: Settings['firm'], home: string): Omit<Party, 'name' | 'more'> {
  const country = firm.country ?? home
  const { street = '', houseNumber = '', postalCode = '', city = '' } = firm
  if (street || city || !firm.address) return { street, houseNumber, postalCode, city, country }
  const lines = firm.address
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line && line !== firm.name)
  const at = lines.findLastIndex((line) => TOWN.test(line))
  const [, code = '', town = ''] = TOWN.exec(lines[at] ?? '') ?? []
  return { ...splitStreet(lines[at - 1] ?? ''), postalCode: code, city: town, country }
}

const TOWN = /^(?:[A-Z]{1,2}-)?(\d{4,5}) (.+)$/

export interface ContactFacts {
  id: string
  kind: 'person' | 'company'
  displayName: string
  salutation: keyof typeof SALUTATIONS | null
  title: string | null
  firstName: string | null
  lastName: string | null
  currency: string | null
  language: string | null
  vatId: string | null
  details: Detail[]
}

/** What documents need of a contact, as system and wherever it is. */
export async function readContactFacts(
  db: Database<InvoicesDb>,
  id: string,
): Promise<ContactFacts | undefined> {
  const { rows } = await sql<ContactFacts>`
    select id, kind, display_name, salutation, title, first_name, last_name, currency, language, vat_id, details
    from contact where id = ${id}`.execute(db)
  return rows[0]
}

/** The contact as a customer: a company, or a person with a VAT id, is a business. */
export function buyerOf(
  contact: ContactFacts,
  { home, language }: { home: string; language: Language },
): Buyer {
  const vatId = normaliseVatId(contact.vatId ?? '')
  return {
    id: contact.id,
    ...partyOf(contact, home),
    business: contact.kind === 'company' || vatId !== '',
    vatId,
    email: emailOf(contact.details),
    salutation: letterSalutation({
      salutation:
        contact.kind === 'company' ? 'firma' : contact.salutation && SALUTATIONS[contact.salutation],
      title: contact.title,
      firstName: contact.firstName,
      lastName: contact.lastName,
      language,
    }),
  }
}

/** Name and address for bills: the billing address, else the primary one. */
export function partyOf(contact: ContactFacts, home: string): Party {
  const { name, more } = nameOf(contact)
  const addresses = contact.details.flatMap((row) => (row.kind === 'address' ? [row] : []))
  const row =
    addresses.find(({ category }) => category === 'billing') ?? addresses.find(({ primary }) => primary)
  const { street, houseNumber, postalCode, city, country } = row?.value ?? NO_ADDRESS
  return { name, more, street, houseNumber, postalCode, city, country: country || home }
}

function emailOf(details: readonly Detail[]): string {
  const emails = details.flatMap((row) => (row.kind === 'email' ? [row] : []))
  return (emails.find(({ primary }) => primary) ?? emails[0])?.value ?? ''
}

const NO_ADDRESS = { street: '', houseNumber: '', postalCode: '', city: '', country: '' }

function nameOf({ kind, displayName, title }: ContactFacts): { name: string; more: string[] } {
  const spoken = kind === 'person' && title ? `${title} ` : ''
  return { name: `${spoken}${displayName}`.trim(), more: [] }
}

const SALUTATIONS: Record<'ms' | 'mr' | 'family' | 'firm' | 'neutral', Salutation> = {
  ms: 'frau',
  mr: 'herr',
  family: 'familie',
  firm: 'firma',
  neutral: 'neutral',
}
