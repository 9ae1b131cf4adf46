import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../../../../test/app.ts'
import { bring, finished, upload } from '../../../../test/imports.ts'
import { app, inviteTwoUsers, mine, other } from '../../../../test/two-users.ts'

inviteTwoUsers()

const csv = (text: string) => Buffer.from(text)
const find = async (who: Person, query: string) => (await who.get(`/contacts?${query}`)).body.items

describe('duplicates', () => {
  beforeAll(async () => {
    await mine.post('/contacts', {
      kind: 'person',
      firstName: 'Ida',
      lastName: 'Alt',
      position: 'Leiterin',
      tags: ['Bestand'],
      details: [{ kind: 'email', value: 'ida@example.de' }],
    })
    await other.post('/contacts', {
      kind: 'person',
      lastName: 'Geheim',
      details: [{ kind: 'email', value: 'geheim@example.de' }],
    })
  })
  const file = csv(
    'Vorname;Nachname;E-Mail;E-Mail 2;Telefon;Position;Schlagwörter;Firma\nIda;Neu;neu@example.de;IDA@example.de;0221 1;;Neu;Ida GmbH\nVera;Fremd;geheim@example.de;;;;;\nEmil;Erst;emil@example.de;;;;;\nEmil;Zweit;emil@example.de;;0221 2;;;\n',
  )

  test('a dry run counts them and changes nothing', async () => {
    const done = await bring(mine, 'x.csv', file, { duplicates: 'update', dryRun: true })
    expect(done.counts).toMatchObject({ created: 1, updated: 2, skipped: 1, failed: 0 })
    expect(await find(mine, 'q=emil')).toEqual([])
    expect((await find(mine, 'q=ida'))[0].lastName).toBe('Alt')
  })

  test('update fills and changes, and empties nothing', async () => {
    const done = await bring(mine, 'x.csv', file, { duplicates: 'update' })
    expect(done.counts).toMatchObject({ created: 1, updated: 2, skipped: 1, failed: 0 })
    const [ida] = await find(mine, 'q=ida&kind=person')
    expect(ida).toMatchObject({
      lastName: 'Neu',
      position: 'Leiterin',
      companyName: 'Ida GmbH',
      tags: ['Bestand', 'Neu'],
    })
    expect(ida.companyId).not.toBeNull()
    expect(ida.details.map((d: { value: string; primary: boolean }) => [d.value, d.primary])).toEqual([
      ['ida@example.de', true],
      ['neu@example.de', false],
      ['0221 1', true],
    ])
    expect((await find(mine, 'q=emil'))[0]).toMatchObject({ lastName: 'Zweit' })
  })

  test('of a hidden contact one learns only that there is one', async () => {
    const { rows } = await bring(mine, 'x.csv', file)
    const [, hidden] = rows
    expect(hidden).toMatchObject({ number: 3, state: 'skipped', contactId: null })
    expect(JSON.stringify(hidden.errors)).not.toMatch(/Geheim/)
    expect(rows[0].contactId).not.toBeNull()
  })

  test('create doubles on purpose', async () => {
    const { counts } = await bring(mine, 'x.csv', csv('Vorname;E-Mail\nEmil;emil@example.de\n'), {
      duplicates: 'create',
    })
    expect(counts.created).toBe(1)
    expect(await find(mine, 'q=emil')).toHaveLength(2)
  })
})

describe('updates of one batch', () => {
  const people = Array.from({ length: 60 }, (_, n) => `viele${n}@example.de`)
  const table = (of: (email: string, n: number) => string) =>
    csv(`Nachname;E-Mail;Telefon;Firma\n${people.map(of).join('\n')}\n`)

  test('are as one after the other, also where several are about one contact', async () => {
    await bring(
      mine,
      'v.csv',
      table((email, n) => `Viele${n};${email};;`),
    )
    const lines = table((email, n) => `Viele${n};${email};0221 555${100 + n};Sammel ${n % 3} GmbH`)
    const again = 'Letzte;viele7@example.de;;\nNeu;neu7@example.de;;\nNeuer;NEU7@example.de;;Sammel 9 GmbH\n'
    const { counts } = await bring(mine, 'v.csv', Buffer.concat([lines, csv(again)]), {
      duplicates: 'update',
    })
    expect(counts).toMatchObject({ created: 1, updated: 62, skipped: 0, failed: 0 })
    const [seven] = await find(mine, 'q=viele7@example.de')
    expect(seven).toMatchObject({ lastName: 'Letzte', companyName: 'Sammel 1 GmbH', version: 3 })
    expect((await find(mine, 'q=neu7'))[0]).toMatchObject({
      lastName: 'Neuer',
      companyName: 'Sammel 9 GmbH',
    })
    expect(await find(mine, 'q=sammel&kind=company')).toHaveLength(4)
  })

  test('one that is refused brings no company along', async () => {
    await app.admin.post('/custom-fields', { name: 'Pflicht', type: 'text', required: true })
    const text = table((email, n) => `Viele${n};${email};;${n === 5 ? 'Umsonst AG' : ''}`)
    const { counts } = await bring(mine, 'v.csv', text, { duplicates: 'update' })
    expect(counts).toMatchObject({ created: 0, updated: 0, failed: 60 })
    expect(await find(mine, 'q=umsonst')).toEqual([])
    const { items } = (await app.admin.get('/custom-fields')).body
    const { id } = items.find((field: { name: string }) => field.name === 'Pflicht')
    expect((await app.admin.remove(`/custom-fields/${id}`)).status).toBeLessThan(300)
  })
})

describe('companies', () => {
  test('a company whose person came first is filled, not doubled', async () => {
    const text = 'Vorname;Nachname;Firma;PLZ;Ort\nPia;Person;Nordlicht KG;;\n;;Nordlicht KG;20095;Hamburg\n'
    for (const duplicates of ['skip', 'create']) {
      const { counts } = await bring(
        mine,
        'n.csv',
        csv(text.replaceAll('Nordlicht', `Nordlicht ${duplicates}`)),
        {
          duplicates,
        },
      )
      expect(counts).toMatchObject({ created: 2, failed: 0 })
      const companies = await find(mine, `q=nordlicht ${duplicates}&kind=company`)
      expect(companies).toHaveLength(1)
      expect(companies[0].details[0].value.city).toBe('Hamburg')
    }
  })

  test('and their persons mixed in one batch are as one after the other', async () => {
    const text =
      'Vorname;Nachname;Firma;PLZ;E-Mail\n' +
      ';;Fuchsbau;;bau@example.de\nFee;Fuchs;fuchsbau;;fee@example.de\nFinn;Fuchs;Waldbau;;finn@example.de\n' +
      ';;Waldbau;50667;\nFee;Zwei;Anderswo;;FEE@example.de\n;;waldbau;50667;\n;;Waldbau;20095;\n'
    const { counts, rows } = await bring(mine, 'w.csv', csv(text))
    expect(counts).toMatchObject({ created: 5, updated: 0, skipped: 2, failed: 0 })
    expect(rows.map((row: { number: number }) => row.number)).toEqual([6, 7])
    const [fee] = await find(mine, 'q=fee')
    const [bau] = await find(mine, 'q=fuchsbau&kind=company')
    expect([fee.companyId, fee.companyName]).toEqual([bau.id, 'Fuchsbau'])
    const forests = await find(mine, 'q=waldbau&kind=company')
    expect(forests).toHaveLength(2)
    expect((await find(mine, 'q=finn'))[0].companyId).toBe(
      forests.find(
        (c: { details: { value: { postalCode: string } }[] }) => c.details[0]?.value.postalCode === '50667',
      ).id,
    )
    expect(await find(mine, 'q=anderswo')).toEqual([])
  })

  test('of one name in two towns are two', async () => {
    const text = 'Firma;PLZ;Ort\nMarkt;50667;Köln\nMarkt;53111;Bonn\nMarkt;50667;Köln\n'
    expect((await bring(mine, 'm.csv', csv(text))).counts).toMatchObject({ created: 2, skipped: 1 })
  })
})

test('types, temperatures, tags, managers and defaults', async () => {
  const text =
    'Nachname;Kontakttyp;Temperatur;Schlagwörter;Betreuung\nEins;Bauherr;kalt;"VIP, ""A; B""";Otto Ander\nZwetschge;;;;\n'
  await bring(mine, 't.csv', csv(text), {
    defaults: { tags: ['Import'], visibility: 'read', managers: [mine.by.id] },
  })
  const [type] = (await mine.get('/contact-types')).body.items.filter(
    (t: { name: string }) => t.name === 'Bauherr',
  )
  const [eins] = await find(mine, 'q=eins')
  expect(eins).toMatchObject({
    typeId: type.id,
    tags: ['A; B', 'Import', 'VIP'],
    managers: [other.by.id],
    visibility: 'read',
  })
  expect((await find(mine, 'q=zwetschge'))[0]).toMatchObject({
    typeId: null,
    tags: ['Import'],
    managers: [mine.by.id],
  })
})

test('custom fields as people write them, wrong ones as errors', async () => {
  for (const field of [
    { name: 'Umsatz', type: 'number' },
    { name: 'Kunde seit', type: 'date' },
    { name: 'Newsletter', type: 'boolean' },
    { name: 'Gebiet', type: 'choices', options: ['Nord', 'Süd'] },
  ])
    await app.admin.post('/custom-fields', field)
  const text =
    'Nachname;Umsatz;Kunde seit;Newsletter;Gebiet\nZahl;1.234,56;1.2.2020;ja;nord, Süd\nFalsch;viel;;;\n'
  const { counts, rows } = await bring(mine, 'c.csv', csv(text))
  expect(counts).toMatchObject({ created: 1, failed: 1 })
  expect(rows[0].errors).toEqual([
    { path: 'custom.umsatz', code: 'custom_number', message: '"Umsatz" takes a number.', columns: [1] },
  ])
  expect((await find(mine, 'q=zahl'))[0].custom).toEqual({
    umsatz: 1234.56,
    kundeSeit: '2020-02-01',
    newsletter: true,
    gebiet: ['Nord', 'Süd'],
  })
})

test('everything carries the run, and the starter is told at the end', async () => {
  const { id, counts, jobId } = await bring(mine, 'lauf.csv', csv('Nachname;Firma\nLäufer;Lauf AG\n'))
  expect(counts.created).toBe(1)
  const { rows } = await sql`select 1 from contact where run_id = ${id}`.execute(app.house.db)
  expect(rows).toHaveLength(2)
  const { rows: trail } = await sql<{
    via: string
  }>`select distinct via from journal where run_id = ${id}`.execute(app.house.db)
  expect(trail).toEqual([{ via: 'import' }])
  const job = await app.house.db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', jobId)
    .executeTakeFirstOrThrow()
  expect(job).toMatchObject({ state: 'done', done: 1, total: 1 })
  expect(job.result).toMatchObject({
    importId: id,
    created: 1,
    updated: 0,
    skipped: 0,
    failed: 0,
    dryRun: false,
  })
  const [told] = (await mine.get('/notifications')).body.items
  expect(told).toMatchObject({ kind: 'import', record: { kind: 'import', id, title: 'lauf.csv' } })
})

/** So many that they are not all in before the cancel is. */
const MANY = 6000
test('a cancelled import keeps what is in and goes on later', async () => {
  const lines = Array.from({ length: MANY }, (_, n) => `Abbruch${n};abbruch${n}@example.de\n`)
  const { body } = await upload(mine, 'viele.csv', csv(`Nachname;E-Mail\n${lines.join('')}`))
  await mine.post(`/imports/${body.id}/run`)
  const counts = async () => (await mine.get(`/imports/${body.id}`)).body.counts
  await expect.poll(async () => (await counts()).created, { interval: 20 }).toBeGreaterThan(0)
  const { jobId } = (await mine.get(`/imports/${body.id}`)).body
  await sql`update job set cancel_requested = true where id = ${jobId}`.execute(app.house.db)
  const stopped = await finished(mine, body.id)
  expect(stopped.state).toBe('cancelled')
  expect(stopped.counts.created % 500).toBe(0)
  expect(stopped.counts.created).toBeLessThan(MANY)
  expect((await mine.get('/contacts?q=abbruch*&count=true')).body.total).toBe(stopped.counts.created)

  expect((await mine.post(`/imports/${body.id}/run`)).status).toBe(202)
  const whole = await finished(mine, body.id)
  expect(whole.counts).toMatchObject({ created: MANY, updated: 0, skipped: 0, failed: 0 })
  expect((await mine.get('/contacts?q=abbruch*&count=true')).body.total).toBe(MANY)
  expect((await mine.post(`/imports/${body.id}/run`)).status).toBe(409)
})

describe('rights', () => {
  test('a guest may neither import nor export, and needs to sign in at all', async () => {
    const guest = await app.person('guest')
    expect((await upload(guest, 'g.csv', csv('Nachname\nGast\n'))).status).toBe(403)
    expect((await guest.get('/imports')).status).toBe(403)
    expect((await guest.get('/exports/contacts.csv')).status).toBe(403)
    expect((await app.anonymous.get('/imports')).status).toBe(401)
  })

  test('the import of another user is not there', async () => {
    const { body } = await upload(mine, 'mein.csv', csv('Nachname\nMein\n'))
    for (const path of [`/imports/${body.id}`, `/imports/${body.id}/rows`])
      expect((await other.get(path)).status).toBe(404)
    expect((await other.post(`/imports/${body.id}/run`)).status).toBe(404)
    expect((await other.patch(`/imports/${body.id}`, {})).status).toBe(404)
    expect((await other.get('/imports')).body.items).toEqual([])
    expect((await mine.get('/imports?limit=1')).body.items[0].id).toBe(body.id)
  })
})

test('what is wrong with a run is said before it starts', async () => {
  const { body } = await upload(mine, 'f.csv', csv('Vorname;E-Mail\nFalk;falk@example.de\n'))
  const run = (input: object) => mine.post(`/imports/${body.id}/run`, input)
  expect((await run({ mapping: { 0: 'nonsense' } })).body.errors[0].path).toBe('mapping.0')
  expect((await run({ mapping: { 9: 'firstName' } })).status).toBe(422)
  expect((await run({ mapping: { 0: 'custom.nothing' } })).status).toBe(422)
  expect((await run({ mapping: { 0: null } })).status).toBe(422)
  expect((await run({ duplicates: 'maybe' })).status).toBe(422)
  const again = await mine.patch(`/imports/${body.id}`, { dialect: { delimiter: ',' } })
  expect(again.body.columns.map((c: { heading: string }) => c.heading)).toEqual(['Vorname;E-Mail'])
})
