import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let anna: Person
let bert: Person
let stages: Record<string, string>
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna')
  bert = await app.person('user', 'Bert')
  const { body } = await app.admin.get('/stages')
  stages = Object.fromEntries(body.items.map((one: { name: string; id: string }) => [one.name, one.id]))
})
afterAll(() => app.close())

const today = Temporal.Now.plainDateISO('Europe/Berlin').toString()
const make = async (input: object, who = anna) => {
  const { status, body } = await who.post('/opportunities', { title: 'Neubau', ...input })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const contact = async (input: object) =>
  (await anna.post('/contacts', { kind: 'company', visibility: 'write', ...input })).body

async function done(jobId: string, who = anna) {
  for (;;) {
    const { body } = await who.get(`/jobs/${jobId}`)
    if (['done', 'failed'].includes(body.state)) {
      expect(body.error).toBeNull()
      return body
    }
    await new Promise((go) => setTimeout(go, 30))
  }
}

describe('a new firm', () => {
  test('has one pipeline with the nine usual stages in its language', async () => {
    const { body } = await anna.get('/stages')
    expect(body.items.map((one: { name: string }) => one.name)).toEqual([
      'Erstkontakt',
      'Anwendung der ersten Eignungskriterien',
      'Kaufinteressent',
      'Identifikation erforderlich',
      'Qualifizierter Kontakt',
      'Angebot',
      'Verhandlung',
      'Abschluss mit Erfolg',
      'Abschluss mit Misserfolg',
    ])
    expect(body.items[5]).toMatchObject({ probability: 75, color: '#ffb45e', type: 'open', usageCount: 0 })
  })
})

describe('an opportunity', () => {
  test('5 × 200 EUR a month as an offer is worth 1,000 EUR, at 75 %', async () => {
    const made = await make({ amount: '200', billing: 'month', periods: 5, stageId: stages['Angebot'] })
    expect(made).toMatchObject({
      amount: '200.00',
      currency: 'EUR',
      total: '1000.00',
      probability: 75,
      weighted: '750.00',
      closedOn: null,
      owner: { name: 'Anna' },
      stage: { name: 'Angebot', type: 'open' },
    })
  })

  test('begins in the first stage, and is somebody else’s when one says so', async () => {
    const made = await make({ ownerId: bert.by.id })
    expect(made).toMatchObject({ stage: { name: 'Erstkontakt' }, probability: 1, owner: { name: 'Bert' } })
    const { body } = await bert.get('/notifications')
    expect(body.items[0]).toMatchObject({ kind: 'manager', record: { kind: 'opportunity', id: made.id } })
  })

  test('is closed today when it is won, and is not any more when it goes on', async () => {
    const { id } = await make({ stageId: stages['Angebot'] })
    const won = await anna.post(`/opportunities/${id}/stage`, { stageId: stages['Abschluss mit Erfolg'] })
    expect(won.body).toMatchObject({ probability: 100, closedOn: today })
    const back = await anna.post(`/opportunities/${id}/stage`, { stageId: stages['Verhandlung'] })
    expect(back.body).toMatchObject({ probability: 90, closedOn: null })
    const { body } = await anna.get(`/opportunities/${id}/stages`)
    expect(body.items.map((one: { stage: { name: string } }) => one.stage.name)).toEqual([
      'Angebot',
      'Abschluss mit Erfolg',
      'Verhandlung',
    ])
    expect(body.items.map((one: { leftAt: unknown }) => one.leftAt === null)).toEqual([false, false, true])
  })

  test('keeps a probability that was said together with the stage, and a day', async () => {
    const { id } = await make({})
    const change = { stageId: stages['Verhandlung'], probability: 60 }
    expect((await anna.patch(`/opportunities/${id}`, change)).body.probability).toBe(60)
    const [reason, into] = (await anna.get('/lost-reasons')).body.items
    const lost = {
      stageId: stages['Abschluss mit Misserfolg'],
      closedOn: '2026-10-01',
      lostReasonId: reason.id,
    }
    expect((await anna.post(`/opportunities/${id}/stage`, lost)).body).toMatchObject({
      probability: 0,
      closedOn: '2026-10-01',
      lostReasonId: lost.lostReasonId,
    })
    await app.admin.post(`/lost-reasons/${reason.id}/merge`, { into: into.id })
    expect((await anna.get(`/opportunities/${id}`)).body.lostReasonId).toBe(into.id)
  })

  test('has its contact among those who take part, with others and their parts', async () => {
    const main = await contact({ companyName: 'Bau AG' })
    const other = await contact({ companyName: 'Plan GmbH' })
    const made = await make({
      contactId: main.id,
      participants: [{ contactId: other.id, role: 'Architekt' }],
    })
    expect(made.participants).toEqual([
      { contactId: main.id, displayName: 'Bau AG', role: '' },
      { contactId: other.id, displayName: 'Plan GmbH', role: 'Architekt' },
    ])
    const listed = async (by: string) => (await anna.get(`/opportunities?${by}`)).body.items.length
    expect(await listed(`participant=${other.id}`)).toBe(1)
    expect(await listed(`contact=${other.id}`)).toBe(0)
    expect(await listed(`contact=${main.id}`)).toBe(1)
    const changed = await anna.patch(`/opportunities/${made.id}`, { participants: [] })
    expect(changed.body.participants).toHaveLength(1)
  })

  test('carries what is offered, with exact numbers', async () => {
    const made = await make({ items: [{ text: 'Beratung', quantity: 1.5, unit: 'HUR', price: '99.90' }] })
    expect(made.items).toEqual([
      { itemId: null, text: 'Beratung', quantity: '1.5', unit: 'HUR', price: '99.9', discountPercent: '0' },
    ])
  })

  test('has tags and fields of its own kind', async () => {
    const field = { kind: 'opportunity', name: 'Fläche', key: 'area', type: 'number' }
    expect((await app.admin.post('/custom-fields', field)).status).toBe(201)
    const { body: contacts } = await anna.get('/custom-fields')
    expect(contacts.items).toEqual([])
    const { body: own } = await anna.get('/custom-fields?kind=opportunity')
    expect(own.items).toMatchObject([{ key: 'area', kind: 'opportunity' }])
    const made = await make({ tags: ['Messe'], custom: { area: 120 } })
    expect(made).toMatchObject({ tags: ['Messe'], custom: { area: 120 } })
    const ids = async (by: string) =>
      (await anna.get(`/opportunities?${by}`)).body.items.map((one: { id: string }) => one.id)
    expect(await ids('custom.area=100..200')).toEqual([made.id])
    expect(await ids('tag=messe')).toEqual([made.id])
    const { body: tags } = await anna.get('/tags?scope=opportunity')
    expect(tags.items).toMatchObject([{ name: 'Messe', usageCount: 1 }])
  })

  test.each([
    [{ title: '' }, 'title'],
    [{ amount: '-1' }, 'amount'],
    [{ ownerId: '00000000-0000-4000-8000-000000000000' }, 'ownerId'],
    [{ stageId: '00000000-0000-4000-8000-000000000000' }, 'stageId'],
    [{ contactId: '00000000-0000-4000-8000-000000000000' }, 'contactId'],
    [{ custom: { nothing: 1 } }, 'custom.nothing'],
  ])('is refused with %j', async (input, path) => {
    const { status, body } = await anna.post('/opportunities', { title: 'x', ...input })
    expect(status).toBe(422)
    expect(body.errors[0].path).toBe(path)
  })

  test('in the bin comes back, and is found until it is erased', async () => {
    const { id } = await make({ title: 'Wintergarten' })
    const found = async () => (await anna.get('/search?q=Wintergarten')).body.items.length
    expect(await found()).toBe(1)
    expect((await anna.remove(`/opportunities/${id}`)).status).toBe(204)
    expect(await found()).toBe(0)
    const { body: bin } = await anna.get('/bin?q=Wintergarten')
    expect(bin.items).toMatchObject([{ kind: 'opportunity', id }])
    expect((await anna.post(`/opportunities/${id}/restore`)).status).toBe(200)
    expect((await anna.remove(`/opportunities/${id}?permanent=true`)).status).toBe(403)
    expect((await app.admin.remove(`/opportunities/${id}?permanent=true`)).status).toBe(204)
    expect((await anna.get(`/opportunities/${id}`)).status).toBe(404)
  })
})

describe('an opportunity kept to a few', () => {
  test('is unseen by others until they are on its list', async () => {
    const { id } = await make({ visibility: 'managers', title: 'Geheim' })
    expect((await bert.get(`/opportunities/${id}`)).status).toBe(404)
    expect((await bert.get('/opportunities?q=Geheim')).body.items).toEqual([])
    expect((await bert.get('/opportunities/totals?q=Geheim')).body.count).toBe(0)
    await anna.patch(`/opportunities/${id}`, { access: [bert.by.id] })
    expect((await bert.get(`/opportunities/${id}`)).body.can).toEqual(['change', 'delete'])
    expect((await bert.get('/notifications')).body.items[0].record.id).toBe(id)
    const taken = await bert.patch(`/opportunities/${id}`, { visibility: 'write' })
    expect(taken.status).toBe(403)
  })

  test('hides a contact one may not see, and keeps it as participant', async () => {
    const secret = await contact({ companyName: 'Heimlich KG', visibility: 'managers' })
    const { id } = await make({ contactId: secret.id })
    const seen = (await bert.get(`/opportunities/${id}`)).body
    expect(seen).toMatchObject({ contact: null, contactId: null, participants: [] })
    await bert.patch(`/opportunities/${id}`, { participants: [] })
    expect((await anna.get(`/opportunities/${id}`)).body.participants).toHaveLength(1)
  })
})

describe('the board', () => {
  test('has a column for each stage with sums by currency, and cards where they were put', async () => {
    const { body: line } = await app.admin.post('/pipelines', { name: 'Service', stagesOf: undefined })
    const { body: own } = await anna.get(`/stages?pipeline=${line.id}`)
    const [first, second] = own.items
    const cards = []
    for (const [title, amount, currency] of [
      ['A', '100', 'EUR'],
      ['B', '50.5', 'CHF'],
      ['C', '20', 'EUR'],
    ])
      cards.push(await make({ title, amount, currency, pipelineId: line.id }))
    const read = async () => (await anna.get(`/opportunities/board?pipeline=${line.id}&limit=2`)).body
    const [column] = (await read()).columns
    expect(column).toMatchObject({
      stageId: first.id,
      count: 3,
      totals: [
        { currency: 'EUR', count: 2, total: '120.00', weighted: '1.20' },
        { currency: 'CHF', count: 1, total: '50.50' },
      ],
    })
    expect(column.items.map((one: { title: string }) => one.title)).toEqual(['C', 'B'])
    const next = `/opportunities?stage=${first.id}&sort=position&limit=2&cursor=${column.nextCursor}`
    expect((await anna.get(next)).body.items.map((one: { title: string }) => one.title)).toEqual(['A'])

    const below = { stageId: first.id, after: cards[1].id }
    const put = await anna.post(`/opportunities/${cards[2].id}/stage`, below)
    expect(put.status, JSON.stringify(put.body)).toBe(200)
    expect((await read()).columns[0].items.map((one: { title: string }) => one.title)).toEqual(['B', 'C'])
    await anna.post(`/opportunities/${cards[0].id}/stage`, { stageId: first.id, after: null })
    expect((await read()).columns[0].items.map((one: { title: string }) => one.title)).toEqual(['A', 'B'])
    await anna.post(`/opportunities/${cards[0].id}/stage`, { stageId: second.id, after: null })
    expect((await read()).columns[1]).toMatchObject({ count: 1, totals: [{ total: '100.00' }] })
  })

  test('finds a place between any two, however often one is put there', async () => {
    const { body: line } = await app.admin.post('/pipelines', { name: 'Eng' })
    const [one, two, three] = [
      await make({ title: '1', pipelineId: line.id }),
      await make({ title: '2', pipelineId: line.id }),
      await make({ title: '3', pipelineId: line.id }),
    ]
    const { stageId } = one
    for (let turn = 0; turn < 40; turn++) {
      const [moved, top] = turn % 2 === 0 ? [two, one] : [one, two]
      await anna.post(`/opportunities/${moved.id}/stage`, { stageId, after: null })
      await anna.post(`/opportunities/${three.id}/stage`, { stageId, after: moved.id })
      const { body } = await anna.get(`/opportunities?stage=${stageId}&sort=position`)
      expect(body.items.map((card: { id: string }) => card.id)).toEqual([moved.id, three.id, top.id])
    }
  })
})

describe('sums', () => {
  test('say the rate and its day, and what has none', async () => {
    await app.house.db
      .insertInto('rate')
      .values([
        {
          id: crypto.randomUUID(),
          fromCurrency: 'EUR',
          toCurrency: 'USD',
          day: '2026-01-02',
          rate: '1.25',
          source: 'ecb',
          createdBy: null,
        },
        {
          id: crypto.randomUUID(),
          fromCurrency: 'USD',
          toCurrency: 'EUR',
          day: '2026-02-01',
          rate: '0.9',
          source: 'own',
          createdBy: null,
        },
      ])
      .execute()
    for (const [amount, currency] of [
      ['10', 'EUR'],
      ['100', 'USD'],
      ['7', 'JPY'],
    ])
      await make({ title: 'Kurswert', amount, currency, probability: 50 })
    const { body } = await anna.get('/opportunities/totals?q=Kurswert')
    expect(body).toMatchObject({
      count: 3,
      converted: {
        currency: 'EUR',
        total: '100.00',
        weighted: '50.00',
        rates: [{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-02-01', source: 'own' }],
        missing: ['JPY'],
      },
    })
  })

  test('are forecast by month, what is late and what has no day apart', async () => {
    const month = today.slice(0, 7)
    const title = 'Prognose'
    await make({ title, amount: '100', probability: 50, expectedClose: `${month}-28` })
    await make({ title, amount: '10', probability: 50, expectedClose: '2020-01-01' })
    await make({ title, amount: '1', probability: 100 })
    await make({ title, amount: '40', stageId: stages['Abschluss mit Erfolg'] })
    const { body } = await anna.get('/opportunities/forecast?q=Prognose&months=2&back=1')
    expect(body.months).toHaveLength(3)
    expect(body.months[1]).toEqual({
      month,
      open: { count: 1, total: '100.00', weighted: '50.00' },
      won: { count: 1, total: '40.00' },
    })
    expect(body).toMatchObject({
      overdue: { count: 1, weighted: '5.00' },
      undated: { count: 1, weighted: '1.00' },
    })
  })
})

describe('stages', () => {
  test('are moved, renamed, and removed only when what was in them goes elsewhere', async () => {
    const { body: line } = await app.admin.post('/pipelines', { name: 'Umbau' })
    const list = async () => (await anna.get(`/stages?pipeline=${line.id}`)).body.items
    const [first, second] = await list()
    await app.admin.patch(`/stages/${second.id}`, { order: 0, name: 'Zuerst' })
    expect((await list()).map((one: { name: string }) => one.name).slice(0, 2)).toEqual([
      'Zuerst',
      'Erstkontakt',
    ])
    const { id } = await make({ stageId: first.id })
    expect((await app.admin.patch(`/stages/${first.id}`, { type: 'won' })).status).toBe(409)
    expect((await app.admin.remove(`/stages/${first.id}`)).status).toBe(409)
    const won = (await list()).find((one: { type: string }) => one.type === 'won')
    expect((await app.admin.remove(`/stages/${first.id}?into=${won.id}`)).status).toBe(422)
    expect((await app.admin.remove(`/stages/${first.id}?into=${second.id}`)).status).toBe(204)
    expect((await anna.get(`/opportunities/${id}`)).body.stage.name).toBe('Zuerst')
    for (const { id, type } of await list())
      if (type === 'open' && id !== second.id) await app.admin.remove(`/stages/${id}`)
    const last = await app.admin.remove(`/stages/${second.id}`)
    expect(last.body.code).toBe('stage.last')
  })
})

describe('many at once', () => {
  test('change their stage and tags as a run that can be taken back', async () => {
    const ids = [(await make({ tags: ['Alt'] })).id, (await make({})).id]
    const change = { ids, stageId: stages['Angebot'], addTags: ['Neu'], removeTags: ['alt'] }
    const { status, body: job } = await anna.post('/opportunities/bulk', change)
    expect(status).toBe(202)
    expect(job.title).toBe('2 Verkaufschancen: Phase, Schlagwörter')
    await done(job.id)
    for (const id of ids)
      expect((await anna.get(`/opportunities/${id}`)).body).toMatchObject({
        tags: ['Neu'],
        probability: 75,
      })
    const { body: undo } = await anna.post(`/runs/${job.id}/undo`)
    await done(undo.id)
    expect((await anna.get(`/opportunities/${ids[0]}`)).body).toMatchObject({
      tags: ['Alt'],
      probability: 1,
      stage: { name: 'Erstkontakt' },
    })
  })

  test('leave those whose access is not one’s to set', async () => {
    const { id } = await make({})
    const { body: job } = await bert.post('/opportunities/bulk', { ids: [id], visibility: 'managers' })
    const over = await done(job.id, bert)
    expect(over.result).toMatchObject({ left: 1 })
  })

  test('move along when two contacts become one', async () => {
    const [one, two] = [await contact({ companyName: 'Doppel AG' }), await contact({ companyName: 'Doppel' })]
    const { id } = await make({ contactId: two.id, participants: [one.id] })
    const merged = await anna.post(`/contacts/${one.id}/merge`, { otherId: two.id })
    expect(merged.status).toBeLessThan(300)
    expect((await anna.get(`/opportunities/${id}`)).body).toMatchObject({
      contact: { displayName: 'Doppel AG' },
      participants: [{ contactId: one.id }],
    })
  })
})
