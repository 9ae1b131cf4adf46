import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { bring, finished, upload } from '../../../../test/imports.ts'
import { jobDone } from '../../../../test/jobs.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia Mein')
})
afterAll(() => app.close())

const csv = (text: string) => Buffer.from(text)
const find = async (query: string) => (await mine.get(`/contacts?${query}`)).body.items
const rowsOf = async (id: string, state: string) =>
  (await mine.get(`/imports/${id}/rows?state=${state}`)).body.items

describe('rows with errors', () => {
  const text =
    'Vorname;Nachname;E-Mail;Geburtstag\nEva;Gut;eva@example.de;1.2.1980\nUdo;Schlecht;udo-at-example.de;31.2.1990\n'

  test('are corrected cell by cell and then come in, into the same run', async () => {
    const { id, counts, rows } = await bring(mine, 'fehler.csv', csv(text))
    expect(counts).toMatchObject({ created: 1, failed: 1 })
    const [row] = rows
    expect(row.errors).toMatchObject([
      { path: 'birthday', columns: [3] },
      { path: 'details.0.value', columns: [2] },
    ])
    const correct = (cells: string[]) => mine.patch(`/imports/${id}/rows/${row.number}`, { cells })
    const half = await correct(['Udo', 'Schlecht', 'udo-at-example.de', '28.2.1990'])
    expect(half.body).toMatchObject({ corrected: false, errors: [{ path: 'details.0.value', columns: [2] }] })
    expect((await mine.post(`/imports/${id}/rows/run`, {})).body.code).toBe('import.no_rows')
    const whole = await correct(['Udo', 'Schlecht', 'udo@example.de', '28.2.1990'])
    expect(whole.body).toMatchObject({ corrected: true, errors: [], state: 'error' })
    expect((await mine.post(`/imports/${id}/rows/run`, {})).status).toBe(202)
    const done = await finished(mine, id)
    expect(done).toMatchObject({ state: 'done', counts: { created: 2, failed: 0 }, rows: [] })
    expect((await find('q=schlecht'))[0].birthday).toBe('1990-02-28')
    expect((await find(`run=${id}`)).length).toBe(2)
  })

  test('say at once all that is wrong with them, in the dry run and in the run', async () => {
    const custom = { name: 'Vertrag', key: 'contract', type: 'number', appliesTo: 'person' }
    expect((await app.admin.post('/custom-fields', custom)).status).toBe(201)
    const wrong = csv(
      `Vorname;Nachname;E-Mail;Telefon;Geburtstag;Währung;USt-IdNr.;Vertrag\n${'x'.repeat(300)};Viel;v@;0221 1;31.2.1990;Taler;DE1;viel\n`,
    )
    const paths = ({ rows }: { rows: { errors: { path: string }[] }[] }) =>
      rows.flatMap(({ errors }) => errors.map(({ path }) => path)).toSorted()
    const all = ['birthday', 'currency', 'custom.contract', 'details.0.value', 'firstName', 'vatId']
    const tried = await bring(mine, 'viel.csv', wrong, { dryRun: true })
    expect(paths(tried)).toEqual(all)
    expect(paths(await bring(mine, 'viel.csv', wrong))).toEqual(all)
    const [{ number, cells }] = tried.rows
    const changed = cells.map((cell: string, at: number) => (at === 0 ? 'Uwe' : cell))
    const { body } = await mine.patch(`/imports/${tried.id}/rows/${number}`, { cells: changed })
    expect(paths({ rows: [body] })).toEqual(all.filter((path) => path !== 'firstName'))
  })

  test('of an update are not asked for what the contact has already', async () => {
    const custom = { name: 'Pflicht', key: 'must', type: 'text', appliesTo: 'person', required: true }
    const { body: field } = await app.admin.post('/custom-fields', custom)
    await mine.post('/contacts', {
      kind: 'person',
      lastName: 'Daher',
      details: [{ kind: 'email', value: 'daher@example.de' }],
      custom: { must: 'da' },
    })
    const late = csv('Nachname;E-Mail;Geburtstag\nDaher;daher@example.de;31.2.1990\n')
    const { id, rows } = await bring(mine, 'ergänzen.csv', late, { duplicates: 'update' })
    expect(rows[0].errors).toMatchObject([{ path: 'birthday' }])
    const cells = ['Daher', 'daher@example.de', '28.2.1990']
    expect((await mine.patch(`/imports/${id}/rows/2`, { cells })).body.corrected).toBe(true)
    await mine.post(`/imports/${id}/rows/run`, {})
    expect((await finished(mine, id)).counts).toMatchObject({ updated: 1, failed: 0 })
    await app.admin.remove(`/custom-fields/${field.id}`)
  })

  test('can be corrected after a dry run, and come in with the others', async () => {
    const tried = await bring(mine, 'vorher.csv', csv(text.replaceAll('example.de', 'vorher.de')), {
      dryRun: true,
    })
    expect(tried.counts).toMatchObject({ created: 1, failed: 1 })
    const correct = (cells: string[]) => mine.patch(`/imports/${tried.id}/rows/3`, { cells })
    expect((await correct(['Udo', 'Früher', 'udo@vorher.de', '28.2.1990'])).body.corrected).toBe(true)
    await mine.post(`/imports/${tried.id}/run`, { dryRun: true })
    expect((await finished(mine, tried.id)).counts).toMatchObject({ created: 2, failed: 0 })
    await mine.post(`/imports/${tried.id}/run`, {})
    expect(await finished(mine, tried.id)).toMatchObject({ counts: { created: 2, failed: 0 }, rows: [] })
    expect((await find('q=früher'))[0].birthday).toBe('1990-02-28')
  })

  test('are nobody else’s', async () => {
    const other = await app.person('user', 'Otto Ander')
    const { id } = await bring(mine, 'fehler.csv', csv(text), { duplicates: 'create' })
    expect((await other.patch(`/imports/${id}/rows/3`, { cells: ['a'] })).status).toBe(404)
    expect((await other.post(`/imports/${id}/rows/run`, {})).status).toBe(404)
    expect((await other.post(`/imports/${id}/undo`)).status).toBe(404)
    expect((await mine.patch(`/imports/${id}/rows/2`, { cells: ['a'] })).status).toBe(404)
  })
})

test('what may be a duplicate comes in and is listed, or waits until it is let in', async () => {
  await mine.post('/contacts', {
    kind: 'person',
    firstName: 'Katharina',
    lastName: 'Zwetschgenbaum',
    companyName: 'Obst AG',
    details: [{ kind: 'phone', category: 'work', value: '0221 987654' }],
  })
  const text = csv('Vorname;Nachname;Firma;Telefon\nKathrin;Zwetschgenbaum;Obst AG;0221/98 76 54\n')
  const held = await bring(mine, 'vielleicht.csv', text, { possible: 'hold' })
  expect(held.counts).toMatchObject({ created: 0, held: 1, possible: 0 })
  const [row] = await rowsOf(held.id, 'held')
  expect(row.hits[0]).toMatchObject({ verdict: 'possible', displayName: 'Katharina Zwetschgenbaum' })
  expect(row.hits[0].reasons).toContain('name_and_phone')
  expect((await mine.post(`/imports/${held.id}/rows/run`, { state: 'held', numbers: [2] })).status).toBe(202)
  const done = await finished(mine, held.id)
  expect(done.counts).toMatchObject({ created: 1, held: 0, possible: 1 })
  const [created] = await rowsOf(held.id, 'created')
  expect(created.contactId).not.toBeNull()
  const { items } = (await mine.get('/duplicates')).body
  expect(JSON.stringify(items)).toContain(created.contactId)
  const narrowed = (await mine.get(`/duplicates?run=${held.id}`)).body.items
  expect(narrowed).toHaveLength(1)
  expect(JSON.stringify(narrowed)).toContain(created.contactId)
  expect((await mine.get(`/duplicates?run=${created.contactId}`)).body.items).toEqual([])
})

test('a dry run says field by field what it would do, and does nothing', async () => {
  await mine.post('/contacts', {
    kind: 'person',
    firstName: 'Pia',
    lastName: 'Probe',
    position: 'Leiterin',
    description: 'Alt',
    details: [{ kind: 'email', value: 'pia@example.de' }],
  })
  const text = csv(
    'Vorname;Nachname;E-Mail;Position;Beschreibung;Telefon\nPia;Probe;pia@example.de;Chefin;Neu;0221 1\nNeu;Niemand;;;;\n',
  )
  const tried = await bring(mine, 'probe.csv', text, { duplicates: 'update', dryRun: true })
  expect(tried.counts).toMatchObject({ created: 1, updated: 1 })
  const [updated] = await rowsOf(tried.id, 'updated')
  expect(updated).toMatchObject({ number: 2, hits: [{ verdict: 'sure', displayName: 'Pia Probe' }] })
  expect(updated.changes).toEqual(
    expect.arrayContaining([
      { field: 'position', from: 'Leiterin', to: 'Chefin' },
      { field: 'description', from: 'Alt', to: 'Alt\n\nNeu' },
    ]),
  )
  expect((await rowsOf(tried.id, 'created')).map((row: { cells: string[] }) => row.cells[1])).toEqual([
    'Niemand',
  ])
  expect((await find('q=probe'))[0].position).toBe('Leiterin')
  expect((await mine.post(`/imports/${tried.id}/rows/run`, {})).body.code).toBe('import.not_run')

  expect(
    (await mine.post(`/imports/${tried.id}/run`, { duplicates: 'update', onlyEmpty: true })).status,
  ).toBe(202)
  await finished(mine, tried.id)
  const [pia] = await find('q=probe')
  expect(pia).toMatchObject({ position: 'Leiterin', description: 'Alt\n\nNeu' })
  expect(pia.details).toHaveLength(2)
})

test('a mapping is remembered for the same headings, for oneself and for the firm', async () => {
  const text = csv('Alpha;Beta;E-Mail\nKonrad;Merk;merk@example.de\n')
  const first = await upload(mine, 'a.csv', text)
  expect(first.body).toMatchObject({ rememberedMapping: null, mapping: { 0: null, 1: null, 2: 'email.any' } })
  await mine.post(`/imports/${first.body.id}/run`, { mapping: { Alpha: 'firstName', Beta: 'lastName' } })
  await finished(mine, first.body.id)
  const again = await upload(mine, 'b.csv', text)
  expect(again.body).toMatchObject({
    mapping: { 0: 'firstName', 1: 'lastName', 2: null },
    rememberedFrom: 'self',
    suggestedMapping: { 0: null, 1: null, 2: 'email.any' },
  })
  expect((await upload(app.admin, 'c.csv', text)).body).toMatchObject({ rememberedFrom: 'firm' })
})

test('source and legal basis are kept and stand on each contact', async () => {
  const origin = { source: 'Messe Köln 2026', basis: 'consent', day: '2026-03-01' }
  const { id } = await bring(mine, 'messe.csv', csv('Nachname\nHerkunft\n'), { origin })
  const [contact] = await find('q=herkunft')
  const { body } = await mine.get(`/contacts/${contact.id}/origin`)
  expect(body.import).toMatchObject({ id, name: 'messe.csv', byName: 'Mia Mein', origin })
  const other = await app.person('user')
  expect((await other.get(`/contacts/${contact.id}/origin`)).status).toBe(404)
  const { body: typed } = await mine.post('/contacts', { kind: 'person', lastName: 'Getippt' })
  expect((await mine.get(`/contacts/${typed.id}/origin`)).body).toEqual({ import: null })
})

test('an import is taken back, what somebody changed since stays', async () => {
  const { id } = await bring(mine, 'zurück.csv', csv('Nachname;Notiz\nBleibt;x\nGeht;\n'), {
    mapping: { 0: 'lastName', 1: 'entry' },
  })
  const [kept] = await find('q=bleibt')
  expect(
    (await mine.get(`/history?contact=${kept.id}`)).body.items.map((e: { text: string }) => e.text),
  ).toContain('x')
  await mine.patch(`/contacts/${kept.id}`, { position: 'Chef' })
  const { status, body } = await mine.post(`/imports/${id}/undo`)
  expect(status, JSON.stringify(body)).toBe(202)
  await jobDone(mine, body.id)
  expect((await find('q=geht')).length).toBe(0)
  expect((await find('q=bleibt')).length).toBe(1)
  expect((await mine.get(`/runs/${id}`)).body).toMatchObject({ state: 'undone' })
})

test('taking back takes its notes off those who were there, and leaves whom somebody works with by now', async () => {
  const details = [{ kind: 'email', value: 'kannte@example.de' }]
  const { body: known } = await mine.post('/contacts', { kind: 'person', lastName: 'Kannte', details })
  const text = csv(
    'Nachname;E-Mail;Notiz\nKannte;kannte@example.de;Am Stand\nAuftrag;auftrag@example.de;Am Telefon\nLeer;leer@example.de;\n',
  )
  const { id } = await bring(mine, 'notizen.csv', text, {
    duplicates: 'update',
    mapping: { 0: 'lastName', 1: 'email.any', 2: 'entry' },
  })
  const notes = async () =>
    (await mine.get(`/history?contact=${known.id}`)).body.items
      .filter(({ category }: { category: string }) => category === 'note')
      .map((entry: { text: string }) => entry.text)
  expect(await notes()).toEqual(['Am Stand'])
  const [busy] = await find('q=auftrag')
  expect((await mine.post('/opportunities', { title: 'Neubau', contactId: busy.id })).status).toBe(201)

  const undo = await jobDone(mine, (await mine.post(`/imports/${id}/undo`)).body.id)
  expect(await notes()).toEqual([])
  expect((await find('q=leer')).length).toBe(0)
  const [{ id: kept }] = await find('q=auftrag')
  expect((await mine.get(`/history?contact=${kept}`)).body.items[0].text).toBe('Am Telefon')
  const { items } = (await mine.get(`/runs/${undo.result.undoId}/left`)).body
  expect(items).toMatchObject([{ kind: 'contact', title: 'Auftrag', reason: 'changed' }])

  await jobDone(mine, (await mine.post(`/runs/${undo.result.undoId}/undo`)).body.id)
  expect(await notes()).toEqual(['Am Stand'])
})
