import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { hasRadicale, startRadicale } from '../../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../../test/groupware/radicale.ts'

let app: TestApp
let dav: Radicale
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
  await app.admin.patch('/settings', { groupware: { privateHosts: true } })
  if (hasRadicale) dav = await startRadicale({ ada: 'geheim', ben: 'geheim', carla: 'geheim' })
})
afterAll(async () => {
  await dav?.stop()
  await app.close()
})

/** Somebody with an address book of a real server. */
async function connect(userName: string) {
  const who = await app.person('user')
  const book = await dav.makeBook(userName, 'leute')
  const access = { kind: 'open', address: `${userName}@post.example`, userName, password: 'geheim' }
  const { body } = await who.post('/groupware/accounts', { ...access, carddav: { url: dav.url } })
  const path = `/groupware/accounts/${body.id}`
  await who.post(`${path}/collections/refresh?area=contact`)
  return { who, path, book, userName }
}
type Desk = Awaited<ReturnType<typeof connect>>

async function job(who: Person, started: { status: number; body: { id: string } }) {
  expect(started.status).toBe(202)
  return vi.waitFor(
    async () => {
      const { body } = await who.get(`/jobs/${started.body.id}`)
      expect(['done', 'failed']).toContain(body.state)
      return body
    },
    { timeout: 90_000, interval: 50 },
  )
}

async function cardsOf({ userName, book }: Desk): Promise<string[]> {
  const { body } = await dav.call(userName, 'REPORT', book, {
    headers: { depth: '1' },
    body: `<C:addressbook-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><prop><C:address-data/></prop></C:addressbook-query>`,
  })
  return body.match(/BEGIN:VCARD[\s\S]*?END:VCARD/g) ?? []
}

async function hrefOf({ userName, book }: Desk, name: string): Promise<string> {
  const { body } = await dav.call(userName, 'REPORT', book, {
    headers: { depth: '1' },
    body: `<C:addressbook-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><prop><C:address-data/></prop></C:addressbook-query>`,
  })
  const found = body.split('<response>').find((one) => one.includes(name))
  return /<href>([^<]+)</.exec(found ?? '')?.[1] ?? ''
}

async function edit(desk: Desk, name: string, change: (card: string) => string) {
  const href = await hrefOf(desk, name)
  const { body } = await dav.call(desk.userName, 'GET', href)
  const headers = { 'content-type': 'text/vcard' }
  const { status } = await dav.call(desk.userName, 'PUT', href, { body: change(body), headers })
  expect(status).toBeLessThan(300)
}

const vcard = (uid: string, ...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, ...lines, 'END:VCARD', ''].join('\r\n')

const put = (desk: Desk, uid: string, ...lines: string[]) =>
  dav.call(desk.userName, 'PUT', `${desk.book}${uid}.vcf`, {
    body: vcard(uid, ...lines),
    headers: { 'content-type': 'text/vcard' },
  })

const picture = (color: string) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background: color } })
    .jpeg()
    .toBuffer()

describe.runIf(hasRadicale)('contacts go to an address book', () => {
  test('all at once, then only what is another; one is taken away, and each has its result', async () => {
    const desk = await connect('ada')
    const { who, path } = desk
    const ids: string[] = []
    for (let at = 0; at < 20; at++) {
      const details = [{ kind: 'email', value: `person${at}@kunde.example` }]
      const lastName = `Person-${String(at).padStart(2, '0')}`
      ids.push((await who.post('/contacts', { kind: 'person', firstName: 'Pia', lastName, details })).body.id)
    }
    const found = (await who.get(`${path}/people?manager=me&limit=50&count=true`)).body
    expect([found.total, found.items.every((one: { link: unknown }) => one.link === null)]).toEqual([
      20,
      true,
    ])
    const first = await job(who, await who.post(`${path}/export`, { contactIds: ids }))
    expect(first).toMatchObject({ state: 'done', result: { created: 20, fault: null } })
    expect(await cardsOf(desk)).toHaveLength(20)
    const [one] = (await who.get(`${path}/people?ids=${ids[0]}`)).body.items
    expect(one).toMatchObject({ email: 'person0@kunde.example', link: { state: 'linked', fault: null } })

    await edit(desk, 'Person-01', (card) => card.replace('END:VCARD', 'TITLE:Einkauf\r\nEND:VCARD'))
    await who.patch(`/contacts/${ids[2]}`, { position: 'Verkauf' })
    await app.server.inject({
      method: 'PUT',
      url: `/api/v1/contacts/${ids[3]}/photo`,
      payload: await picture('red'),
      headers: { 'content-type': 'image/jpeg', authorization: await tokenOf(who) },
    })
    const second = await job(
      who,
      await who.post(`${path}/export`, {
        contactIds: ids.slice(0, 19),
        options: { deselectedIds: [ids[19]], deselected: 'remove' },
      }),
    )
    const sums = { changed: 3, unchanged: 16, removed: 1, fault: null }
    expect(second.result).toMatchObject({ exportId: second.id, ...sums })
    const cards = await cardsOf(desk)
    expect(cards).toHaveLength(19)
    expect(cards.find((card) => card.includes('Person-02'))).toContain('TITLE:Verkauf')
    expect(cards.find((card) => card.includes('Person-03'))).toMatch(/PHOTO/)
    expect((await who.get(`/contacts/${ids[1]}`)).body.position).toBe('Einkauf')
    const { items } = (await who.get(`/groupware/exports/${second.id}/items?outcome=removed`)).body
    expect(items).toEqual([
      {
        contactId: ids[19],
        displayName: expect.stringContaining('Person-19'),
        outcome: 'removed',
        fault: null,
      },
    ])
    expect((await (await app.person('user')).get(`/groupware/exports/${second.id}/items`)).status).toBe(404)
  })

  test('and overwrite what was changed there, when that is wanted; what they say alone stays', async () => {
    const desk = await connect('ben')
    const { who, path } = desk
    const input = { kind: 'person', firstName: 'Uwe', lastName: 'Schreiber', position: 'Leiter' }
    const { id } = (await who.post('/contacts', input)).body
    await job(who, await who.post(`${path}/export`, { contactIds: [id] }))
    await edit(desk, 'Schreiber', (card) =>
      card.replace('TITLE:Leiter', 'TITLE:Chef').replace('END:VCARD', 'ORG:;Einkauf\r\nEND:VCARD'),
    )
    const { result } = await job(
      who,
      await who.post(`${path}/export`, { contactIds: [id], options: { write: 'all' } }),
    )
    expect(result).toMatchObject({ changed: 1, fault: null })
    const [card] = await cardsOf(desk)
    expect(card).toContain('TITLE:Leiter')
    expect(card).toMatch(/ORG:.*Einkauf/)
    expect((await who.get(`/contacts/${id}`)).body.position).toBe('Leiter')
    expect((await who.get('/groupware/conflicts')).body.items).toMatchObject([
      { field: 'position', theirs: 'Chef' },
    ])
    const stranger = await app.person('user')
    expect((await stranger.post(`${path}/export`, { contactIds: [id] })).status).toBe(404)
    expect((await who.post(`${path}/export`, { contactIds: [] })).status).toBe(422)
    const hidden = (await stranger.post('/contacts', { kind: 'person', lastName: 'Fremd' })).body.id
    const other = await job(who, await who.post(`${path}/export`, { contactIds: [hidden] }))
    expect(other.result).toMatchObject({ failed: 1, fault: null })
    expect(await cardsOf(desk)).toHaveLength(1)
  })
})

describe.runIf(hasRadicale)('people come from an address book', () => {
  test('with their company, but nobody twice and nobody who came from here', async () => {
    const desk = await connect('carla')
    const { who, path } = desk
    const firm = (
      await who.post('/contacts', {
        kind: 'company',
        companyName: 'Muster Werke GmbH',
        details: [{ kind: 'web', value: 'https://muster-werke.de' }],
      })
    ).body
    const known = (
      await who.post('/contacts', {
        kind: 'person',
        firstName: 'Karl',
        lastName: 'Bekannt',
        details: [{ kind: 'email', value: 'karl@bekannt.example' }],
      })
    ).body
    const own = (await who.post('/contacts', { kind: 'person', firstName: 'Olga', lastName: 'Eigen' })).body
    await who.post('/contacts', {
      kind: 'person',
      firstName: 'Anna',
      lastName: 'Vielleicht',
      companyId: firm.id,
    })
    await job(who, await who.post(`${path}/export`, { contactIds: [own.id] }))
    const photo = (await picture('blue')).toString('base64')
    await put(
      desk,
      'new',
      'N:Neumann;Nora;;Dr.;',
      'FN:Dr. Nora Neumann',
      'EMAIL:nora@muster-werke.de',
      'TITLE:Einkauf',
      `PHOTO;ENCODING=b;TYPE=JPEG:${photo}`,
      'NOTE:privat',
      'BDAY:1980-02-29',
    )
    await put(desk, 'twin', 'N:Neumann;N.;;;', 'FN:N. Neumann', 'EMAIL:NORA@muster-werke.de')
    await put(
      desk,
      'sure',
      'N:Bekannt;K.;;;',
      'FN:K. Bekannt',
      'EMAIL:Karl@Bekannt.example',
      'TEL;TYPE=CELL:0171 1234567',
    )
    await put(desk, 'maybe', 'N:Vielleicht;Anna;;;', 'FN:Anna Vielleicht', 'ORG:Muster Werke')
    await put(desk, 'alone', 'N:Allein;Alma;;;', 'FN:Alma Allein', 'EMAIL:alma@gmail.com')
    await put(desk, 'firm', 'FN:Holz Huber KG', 'N:;;;;', 'ORG:Holz Huber KG')
    await put(desk, 'mate', 'N:Admin;Ada;;;', 'FN:Ada Admin', 'EMAIL:ada@example.com')
    await put(desk, 'never', 'N:Nie;Nils;;;', 'FN:Nils Nie', 'EMAIL:nils@gmail.com')

    expect(await job(who, await who.post(`${path}/cards/read`))).toMatchObject({
      state: 'done',
      result: { read: 9, offered: 7 },
    })
    const list = async (query = '') => (await who.get(`${path}/cards?limit=50${query}`)).body
    const { items, counts, allowsAlone } = await list()
    expect([counts, allowsAlone]).toEqual([{ sure: 1, possible: 1, none: 5, ignored: 0 }, true])
    const named = Object.fromEntries(items.map((one: { name: string }) => [one.name, one]))
    expect(Object.keys(named)).toEqual([
      'Alma Allein',
      'Anna Vielleicht',
      'Holz Huber KG',
      'K. Bekannt',
      'N. Neumann',
      'Nils Nie',
      'Nora Neumann',
    ])
    expect(named['Nora Neumann']).toMatchObject({
      verdict: 'none',
      hasPhoto: true,
      twin: { name: 'N. Neumann', verdict: 'sure' },
      companies: { chosen: firm.id, matches: [{ displayName: 'Muster Werke GmbH', reasons: ['domain'] }] },
    })
    expect(named['K. Bekannt']).toMatchObject({
      verdict: 'sure',
      hits: [{ contactId: known.id, reasons: expect.arrayContaining(['email']) }],
    })
    expect(named['Anna Vielleicht'].verdict).toBe('possible')
    expect(named['Holz Huber KG']).toMatchObject({
      kind: 'company',
      companies: { chosen: null, matches: [] },
    })

    const candidates = (await who.get(`${path}/candidates?area=contact&limit=50`)).body.items
    expect(candidates).toEqual(
      items.map((one: { id: string }) => ({ ...one, externalId: one.id, area: 'contact' })),
    )
    const byContract = (item: object) => who.post(`${path}/import`, { area: 'contact', items: [item] })
    expect((await byContract({ externalId: named['Alma Allein'].id })).body.errors).toMatchObject([
      { path: 'items.0', code: 'company_required' },
    ])
    expect((await byContract({ externalId: 'nobody' })).status).toBe(422)

    await who.post(`${path}/cards/ignore`, { ids: [named['Nils Nie'].id], ignored: true })
    const take = (chosen: object[]) => who.post(`${path}/cards/import`, { items: chosen })
    expect((await take([{ id: named['Alma Allein'].id }])).body.errors).toMatchObject([
      { path: 'items.0', code: 'company_required' },
    ])
    const done = await job(
      who,
      await take([
        { id: named['Nora Neumann'].id, companyId: firm.id },
        { id: named['N. Neumann'].id, companyId: firm.id },
        { id: named['K. Bekannt'].id, contactId: known.id },
        { id: named['Anna Vielleicht'].id, companyName: 'Andere AG' },
        { id: named['Alma Allein'].id, alone: true },
        { id: named['Holz Huber KG'].id },
      ]),
    )
    expect(done.result).toEqual({
      runId: done.id,
      accountId: path.split('/').at(-1),
      imported: 4,
      linked: 1,
      duplicate: 1,
      gone: 0,
      failed: 0,
    })
    const made = (await who.get(`/contacts?run=${done.id}&limit=50`)).body.items as Record<string, unknown>[]
    const nora = made.find((one) => String(one['displayName']).includes('Nora'))
    expect(nora).toMatchObject({
      title: 'Dr.',
      companyId: firm.id,
      position: 'Einkauf',
      birthday: '1980-02-29',
      photo: expect.any(String),
      description: null,
    })
    expect(made.map((one) => one['companyName'])).toEqual(
      expect.arrayContaining(['Andere AG', 'Holz Huber KG', 'Muster Werke GmbH']),
    )
    const details = (await who.get(`/contacts/${known.id}`)).body.details
    expect(details).toContainEqual(expect.objectContaining({ kind: 'phone', value: '0171 1234567' }))
    // Only where two that were linked say different things somebody has to look; never at the company just chosen.
    const conflicts = (await who.get('/groupware/conflicts')).body.items
    expect(conflicts).toMatchObject([{ field: 'firstName', ours: 'Karl', theirs: 'K.' }])
    expect(conflicts).toHaveLength(1)

    // Their cards get our id, so that nobody is offered again; who is ignored stays so.
    await job(who, { status: 202, body: { id: (await who.post(`${path}/sync`)).body.jobId } })
    expect((await cardsOf(desk)).filter((card) => card.includes(String(nora?.['id'])))).toHaveLength(1)
    expect((await job(who, await who.post(`${path}/cards/read`))).result).toMatchObject({
      read: 9,
      offered: 2,
    })
    const after = await list()
    expect([after.items.map((one: { name: string }) => one.name), after.counts]).toEqual([
      ['N. Neumann'],
      { sure: 1, possible: 0, none: 0, ignored: 1 },
    ])
    expect((await list('&state=ignored')).items).toMatchObject([{ name: 'Nils Nie' }])

    // Taken back, the contacts go and the cards stay as they are.
    await job(who, { status: 202, body: (await who.post(`/runs/${done.id}/undo`)).body })
    await job(who, { status: 202, body: { id: (await who.post(`${path}/sync`)).body.jobId } })
    expect(await cardsOf(desk)).toHaveLength(9)
    await job(who, await who.post(`${path}/cards/read`))
    const again = (await list()).items.find((one: { name: string }) => one.name === 'Nora Neumann')
    expect(again).toMatchObject({ verdict: 'none', companies: { chosen: firm.id } })
    const anew = await job(who, await take([{ id: again.id, companyId: firm.id }]))
    expect(anew.result).toMatchObject({ imported: 1, failed: 0 })
  })
})

async function tokenOf(who: Person): Promise<string> {
  const { token } = (await who.post('/tokens', { name: 'Bild' })).body
  return `Bearer ${token}`
}
