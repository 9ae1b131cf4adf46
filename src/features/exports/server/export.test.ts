import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContactNew } from '#features/contacts/contact.ts'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { DETAIL_KINDS } from '#features/contacts/detail.ts'
import type { Detail, DetailKind } from '#features/contacts/detail.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { bring } from '../../../../test/imports.ts'
import { chooseColumns } from './choose-columns.ts'
import { chooseContacts } from './choose-contacts.ts'
import { writeCsv } from './write-csv.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
})
afterAll(() => app.close())

const lines = (body: string) => body.replace(/^\uFEFF/, '').split('\r\n')

describe('an export', () => {
  beforeAll(async () => {
    await mine.post('/contacts', {
      kind: 'person',
      firstName: '=1+1',
      lastName: 'Zettel',
      tags: ['VIP'],
      details: [
        { kind: 'phone', category: 'work', value: '+49 221 1' },
        { kind: 'phone', category: 'mobile', value: '0170 1', primary: true },
      ],
    })
    await mine.post('/contacts', { kind: 'company', companyName: 'Anker; GmbH' })
    await app.admin.post('/contacts', { kind: 'company', companyName: 'Verborgen' })
  })

  test('says everything the caller may see, in the caller’s language, and runs no formula', async () => {
    const { body, headers } = await mine.get(
      '/exports/contacts.csv?columns=firstName,lastName,companyName,phone,tags',
    )
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/Kontakte-.*\.csv/)
    expect(body.startsWith('\uFEFF')).toBe(true)
    expect(lines(body)).toEqual([
      'Vorname;Nachname;Unternehmen;Telefon;Telefon: Art;Telefon 2;Telefon 2: Art;Schlagwörter',
      `'=1+1;Zettel;;0170 1;mobil;'+49 221 1;geschäftlich;VIP`,
      ';;"Anker; GmbH";;;;;',
      '',
    ])
  })

  test('honours search, filters and order', async () => {
    const of = async (query: string) =>
      lines((await mine.get(`/exports/contacts.csv?columns=lastName,companyName&${query}`)).body).slice(1, -1)
    expect(await of('q=zettel')).toEqual(['Zettel;'])
    expect(await of('kind=company')).toEqual([';"Anker; GmbH"'])
    expect(await of('sort=-createdAt')).toEqual([';"Anker; GmbH"', 'Zettel;'])
    expect(await of('tag=VIP&tag=nothing')).toEqual([])
  })

  test('takes only the chosen ones, or all but some', async () => {
    const { body: found } = await mine.get('/contacts?q=Zettel')
    const names = async (query: string) =>
      lines((await mine.get(`/exports/contacts.csv?columns=lastName,companyName&${query}`)).body)
        .slice(1)
        .filter(Boolean)
    const [zettel] = found.items
    expect(await names(`ids=${zettel.id}`)).toEqual(['Zettel;'])
    expect(await names(`except=${zettel.id}`)).toEqual([';"Anker; GmbH"'])
    expect((await mine.get('/exports/contacts.csv?ids=nobody')).status).toBe(422)
  })

  test('is English for the English', async () => {
    await sql`update app_user set language = 'en' where id = ${mine.by.id}`.execute(app.house.db)
    app.house.forgetActors()
    const { body, headers } = await mine.get(
      '/exports/contacts.csv?columns=firstName,lastName,phone&q=zettel',
    )
    expect(headers['content-disposition']).toMatch(/Contacts-.*\.csv/)
    expect(lines(body)).toEqual([
      'First name,Last name,Phone,Phone: type,Phone 2,Phone 2: type',
      `'=1+1,Zettel,0170 1,mobile,'+49 221 1,work`,
      '',
    ])
  })

  test.each(['columns=nonsense', 'sort=nonsense', 'nonsense=1'])('%s is refused', async (query) => {
    expect((await mine.get(`/exports/contacts.csv?${query}`)).status).toBe(422)
  })
})

test('20,000 contacts leave in pieces, with flat memory', async () => {
  const big = await startApp()
  try {
    await sql`
      insert into contact (id, kind, last_name, display_name, sort_key, last_name_key, search, visibility, description)
      select gen_random_uuid(), 'person', 'N ' || n, 'N ' || n, 'n ' || n, 'n ' || n, '', 'managers', repeat('x', 5000)
      from generate_series(1, 20000) n`.execute(big.house.db)
    const { db } = big.house
    const chosen = await chooseContacts(db, big.admin.by, {})
    const columns = await chooseColumns(db, big.admin.by, chosen, 'lastName,description')
    const lines = writeCsv(chosen.pages, columns, 'de')
    const seen = new Set<string>()
    let most = 0
    for await (const piece of lines) {
      for (const [, name = ''] of piece.matchAll(/^(N \d+);x{5000}\r$/gm)) seen.add(name)
      most = Math.max(most, piece.length)
    }
    expect(seen.size).toBe(20_000)
    expect(most).toBeLessThan(5_000_000)
  } finally {
    await big.close()
  }
})

/** Every type of custom field. */
const FIELDS = () => [
  { name: 'Umsatz', type: 'number' },
  { name: 'Position', type: 'text' },
  { name: 'Kunde seit', type: 'date' },
  { name: 'Newsletter', type: 'boolean' },
  { name: 'Gebiete', type: 'choices', options: REGIONS },
  { name: 'Stufe', type: 'choice', options: REGIONS },
  { name: 'Lange Notiz', type: 'longText' },
  { name: 'Verweis', type: 'link' },
  { name: 'Zweite Post', type: 'email' },
  { name: 'Notruf', type: 'phone' },
  { name: 'Zuständig', key: 'inCharge', type: 'user' },
  { name: 'Empfohlen von', key: 'from', type: 'contact' },
  { name: 'Überschrift', type: 'heading' },
]

describe(`what goes out comes back in (KONTOR_TEST_SEED=${SEED})`, () => {
  let from: TestApp
  beforeAll(async () => {
    from = await startApp()
    for (const field of FIELDS()) await from.admin.post('/custom-fields', field)
    const { body } = await from.admin.get('/contact-types')
    const types = body.items.map((type: { id: string }) => type.id)
    for (const [n, contact] of fc.sample(contacts(types), { numRuns: 120, seed: SEED }).entries()) {
      await from.house.db
        .transaction()
        .execute((tx) => createContact(tx as never, from.admin.by, distinct(contact, n)))
    }
  })
  afterAll(() => from.close())

  test.each(['csv', 'xlsx', 'vcf'])('the same contacts in an empty database, as %s', async (format) => {
    const to = await startApp()
    try {
      for (const field of FIELDS()) await to.admin.post('/custom-fields', field)
      const file = await bytesOf(from, `/exports/contacts.${format}`)
      const done = await bring(to.admin, `kontakte.${format}`, file, { duplicates: 'create' })
      expect(done.rows).toEqual([])
      expect(await everybody(to)).toEqual(await everybody(from))
    } finally {
      await to.close()
    }
  })
})

async function bytesOf(one: TestApp, path: string): Promise<Buffer> {
  const { token } = (await one.admin.post('/tokens', { name: 'x' })).body
  const headers = { authorization: `Bearer ${token}` }
  return (await one.server.inject({ url: `/api/v1${path}`, headers })).rawPayload
}

const REGIONS = ['Nord', 'Süd; West', 'Ost, "ganz"']
const word = fc.stringMatching(/^[A-Za-zäöüÄÖÜßéø][A-Za-zäöüß;,"' =+@\-\n.]{0,30}[A-Za-zäöüß]$/)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const PLAIN_KINDS = DETAIL_KINDS.filter(
  (kind) => !['email', 'phone', 'address', 'iban', 'gmail'].includes(kind),
) as Exclude<DetailKind, 'address'>[]

function detail(): fc.Arbitrary<Detail> {
  const primary = fc.boolean()
  const plain = fc.constantFrom('work', 'home', 'other')
  return fc.oneof(
    fc.record({
      kind: fc.constant('email' as const),
      category: plain,
      value: fc.stringMatching(/^[a-z]{3,12}@[a-z]{3,8}\.de$/),
      primary,
    }),
    fc.record({
      kind: fc.constant('phone' as const),
      category: fc.constantFrom('work', 'mobile', 'home', 'direct', 'fax', 'other'),
      value: fc.stringMatching(/^(\+49 |0)[1-9]\d{2,4}[ /-]\d{3,8}$/),
      primary,
    }),
    fc.record({
      kind: fc.constantFrom(...PLAIN_KINDS),
      category: plain,
      value: fc.oneof(word, fc.constantFrom('"in quotes"', 'a ::: b', 'https://example.de/?a=1;b=2')),
      primary,
    }),
    fc.record({
      kind: fc.constant('iban' as const),
      category: plain,
      value: fc.constantFrom('DE89 3704 0044 0532 0130 00', 'AT61 1904 3002 3457 3201'),
      primary,
    }),
    fc.record({
      kind: fc.constant('gmail' as const),
      category: plain,
      value: fc.stringMatching(/^[a-z]{3,12}@gmail\.com$/),
      primary,
    }),
    fc.record({
      kind: fc.constant('address' as const),
      category: fc.constantFrom('work', 'office', 'home', 'postal', 'billing', 'other'),
      value: fc.record({
        street: word,
        houseNumber: fc.constantFrom('', '12', '3 a', '5-7'),
        postalCode: fc.constantFrom('', '01067', '50667'),
        city: word,
        state: fc.constantFrom('', 'Sachsen'),
        country: fc.constantFrom('', 'DE'),
      }),
      primary,
    }),
  )
}

function contacts(types: string[]): fc.Arbitrary<ContactNew> {
  return fc
    .record({
      kind: fc.constantFrom('person' as const, 'company' as const),
      salutation: maybe(fc.constantFrom('ms' as const, 'mr' as const, 'family' as const, 'neutral' as const)),
      title: maybe(fc.constantFrom('Dr.', 'Prof. Dr.', 'Dipl.-Ing.')),
      firstName: maybe(word),
      lastName: word,
      companyName: maybe(word),
      position: maybe(word),
      industry: maybe(word),
      description: maybe(word),
      typeId: maybe(fc.constantFrom(...types)),
      class: maybe(fc.constantFrom('A' as const, 'B' as const, 'C' as const)),
      currency: maybe(fc.constantFrom('EUR', 'CHF')),
      language: maybe(fc.constantFrom('de', 'en', 'fr')),
      birthday: maybe(fc.constantFrom('1975-12-24', '2001-02-03', '1930-01-31')),
      vatId: maybe(fc.constant('DE136695976')),
      visibility: fc.constantFrom('managers' as const, 'read' as const, 'write' as const),
      tags: fc.uniqueArray(
        word.map((text) => text.replaceAll(/\s+/g, ' ')),
        { maxLength: 3, selector: (t) => t.toLowerCase() },
      ),
      details: fc.array(detail(), { maxLength: 6 }),
      custom: fc.record(
        {
          umsatz: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
          position: word,
          kundeSeit: fc.constantFrom('2020-02-01', '1999-12-31'),
          newsletter: fc.boolean(),
          gebiete: fc.subarray(REGIONS, { minLength: 1 }),
          stufe: fc.constantFrom(...REGIONS),
          langeNotiz: fc.array(word, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
          verweis: fc.constantFrom('https://example.de/a?b=1;c=2', 'http://x.example/'),
          zweitePost: fc.constantFrom('a@example.de', 'b.c@example.com'),
          notruf: fc.constantFrom('+49 221 110', '0170 112'),
          inCharge: fc.uuid(),
          from: fc.uuid(),
        },
        { requiredKeys: [] },
      ),
    })
    .map((contact) => contact as ContactNew)
}

/** Addresses and names of companies that nobody else has, as they would else be duplicates. */
function distinct(contact: ContactNew, n: number): ContactNew {
  const details = contact.details?.map((d, i) =>
    d.kind === 'email' ? { ...d, value: d.value.replace('@', `${n}.${i}@`) } : d,
  )
  const { firstName, lastName, companyName, ...plain } = contact
  return contact.kind === 'company'
    ? { ...plain, details, companyName: `${companyName ?? lastName} ${n}` }
    : { ...plain, details, firstName, lastName, companyName }
}

/** All contacts without what belongs to the one database: ids, times, the order of details. */
async function everybody(one: TestApp) {
  const names = new Map<string, string>()
  for (const type of (await one.admin.get('/contact-types')).body.items) names.set(type.id, type.name)
  const found: object[] = []
  let cursor = ''
  do {
    const { body } = await one.admin.get(`/contacts?limit=200${cursor}`)
    for (const contact of body.items) {
      const {
        id: _id,
        companyId,
        typeId,
        createdAt: _c,
        updatedAt: _u,
        lastActivityAt: _l,
        ...plain
      } = contact
      const { createdBy: _cb, updatedBy: _ub, version: _v, managers, details, ...rest } = plain
      found.push({
        ...rest,
        employed: companyId !== null,
        type: names.get(typeId),
        managers: managers.length,
        details: details.map((d: Detail) => JSON.stringify(d)).sort(),
      })
    }
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
  } while (cursor)
  return found.map((contact) => JSON.stringify(contact, null, 1)).sort()
}
