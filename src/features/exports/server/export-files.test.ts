import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binaryOf } from '#kernel/vcard.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import { readContact } from '#features/contacts/vcard/read-contact.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { unzip } from '../../../../test/unzip.ts'
import { chooseColumns } from './choose-columns.ts'
import { chooseContacts } from './choose-contacts.ts'
import { writeWorkbook } from './write-workbook.ts'

let app: TestApp
let mine: Person
let id: string
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia')
  await app.admin.post('/custom-fields', { name: 'Umsatz', type: 'number' })
  const { body } = await mine.post('/contacts', {
    kind: 'person',
    firstName: '=1+1',
    lastName: 'Öztürk/Zettel',
    companyName: 'Anker GmbH',
    birthday: '1975-12-24',
    description: 'zahlt spät',
    tags: ['VIP'],
    class: 'A',
    custom: { umsatz: 1234.5 },
    details: [
      { kind: 'phone', category: 'work', value: '+49 221 1' },
      { kind: 'address', category: 'work', value: { street: 'Weg', postalCode: '01067', city: 'Dresden' } },
      { kind: 'iban', category: 'work', value: 'DE89370400440532013000' },
    ],
  })
  id = body.id
  const picture = await sharp({ create: { width: 20, height: 30, channels: 4, background: '#f00' } })
    .png()
    .toBuffer()
  await mine.put(`/contacts/${id}/photo`, picture, { 'content-type': 'image/png' })
  await app.admin.post('/contacts', { kind: 'company', companyName: 'Verborgen' })
})
afterAll(() => app.close())

async function fetched(who: Person, path: string): Promise<{ status: number; type: string; bytes: Buffer }> {
  const { token } = (await who.post('/tokens', { name: 'x' })).body
  const reply = await app.server.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: reply.statusCode, type: String(reply.headers['content-type']), bytes: reply.rawPayload }
}

describe('a workbook', () => {
  test('holds texts as texts, days as days and numbers as numbers', async () => {
    const columns = 'firstName,lastName,birthday,address,phone,custom.umsatz'
    const { bytes, type } = await fetched(mine, `/exports/contacts.xlsx?columns=${columns}&kind=person`)
    expect(type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const parts = unzip(bytes)
    const sheet = String(parts.get('xl/worksheets/sheet1.xml'))
    const rows = sheet.split('<row ').slice(1)
    const texts = (row = '') => [...row.matchAll(/<t [^>]*>([^<]*)<|<v>([^<]*)</g)].map(([, t, v]) => t ?? v)
    expect(texts(rows[0])).toContain('Geburtstag')
    expect(texts(rows[1])).toEqual([
      '=1+1',
      'Öztürk/Zettel',
      '27752',
      'Weg',
      '01067',
      'Dresden',
      'geschäftlich',
      '+49 221 1',
      'geschäftlich',
      '1234.5',
    ])
    expect(rows).toHaveLength(2)
    expect(String(parts.get('xl/workbook.xml'))).toContain('<sheet name="Kontakte"')
  })

  test('goes on on another sheet, and has one when it is empty', async () => {
    const sheets = async (query: { q?: string }, sheetRows: number) => {
      const chosen = await chooseContacts(app.house.db, app.admin.by, query)
      const columns = await chooseColumns(app.house.db, app.admin.by, chosen, 'lastName,companyName')
      return unzip(await buffer(writeWorkbook(chosen.pages, columns, { title: 'K', sheetRows })))
    }
    const [several, empty] = [await sheets({}, 2), await sheets({ q: 'nobody' }, 2)]
    expect([...several.keys()].filter((name) => name.includes('sheet'))).toHaveLength(3)
    expect(String(several.get('xl/workbook.xml'))).toContain('name="K 3"')
    expect(String(several.get('xl/worksheets/sheet3.xml')).split('<row ')).toHaveLength(3)
    expect(String(empty.get('xl/worksheets/sheet1.xml')).split('<row ')).toHaveLength(2)
  })
})

describe('vCards', () => {
  test.each(['3', '4'])('of the list in version %s hold everything the caller may see', async (version) => {
    const { bytes, type } = await fetched(mine, `/exports/contacts.vcf?version=${version}&photo=true`)
    expect(type).toBe('text/vcard; charset=utf-8')
    const cards = parseVCards(bytes)
    const found = cards.map((card) => readContact(card))
    expect(cards.map((card) => card.version)).toEqual([`${version}.0`, `${version}.0`])
    expect(found.map((one) => one?.contact.companyName)).toEqual(['Anker GmbH', 'Anker GmbH'])
    const person = found.find((one) => one?.uid === id)
    expect(person?.contact).toMatchObject({
      firstName: '=1+1',
      description: 'zahlt spät',
      tags: ['VIP'],
      class: 'A',
      custom: { umsatz: 1234.5 },
      managers: ['Mia'],
    })
    expect(person?.contact.details).toHaveLength(3)
    expect(person?.photo?.type).toBe('image/jpeg')
    expect(Buffer.from(person?.photo?.base64 ?? '', 'base64').subarray(0, 2)).toEqual(
      Buffer.from([0xff, 0xd8]),
    )
  })

  test('honour search, filters and chosen ids', async () => {
    const names = async (query: string) =>
      parseVCards((await fetched(mine, `/exports/contacts.vcf?${query}`)).bytes).map(
        (card) => card.properties.find(({ name }) => name === 'FN')?.value,
      )
    expect(await names('kind=company')).toEqual(['Anker GmbH'])
    expect(await names(`ids=${id}`)).toEqual(['=1+1 Öztürk/Zettel'])
    expect(await names('q=nobody')).toEqual([])
  })

  test('of one contact are to hand on: nothing in them is the firm’s own', async () => {
    const reply = await mine.get(`/contacts/${id}.vcf?photo=true`)
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="=1+1 _zt_rk Zettel.vcf"; filename*=UTF-8''%3D1%2B1%20%C3%96zt%C3%BCrk%20Zettel.vcf`,
    )
    expect(reply.body).not.toMatch(/zahlt|VIP|DE89|1234|KONTOR-C/)
    const [card] = parseVCards(reply.body)
    expect(card?.properties.map(binaryOf).some(Boolean)).toBe(true)
    expect((await app.admin.get(`/contacts/${id}.vcf`)).status).toBe(200)
    const other = await app.person('user')
    expect((await other.get(`/contacts/${id}.vcf`)).status).toBe(404)
    expect((await other.get('/contacts/nonsense.vcf')).status).toBe(404)
  })
})

test('what leaves the house is in the audit trail', async () => {
  await mine.get('/exports/contacts.csv?q=zettel')
  const { body } = await app.admin.get('/audit?limit=1')
  expect(body.items[0]).toMatchObject({
    action: 'export.made',
    record: { kind: 'export', title: expect.stringMatching(/^Kontakte-.*\.csv$/) },
    diff: [{ field: 'q', to: 'zettel' }],
  })
})
