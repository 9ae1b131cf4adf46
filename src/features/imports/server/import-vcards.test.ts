import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { SETS } from '#connectors/groupware/files/outlook-msg/open-msg.ts'
import { outlookMessage } from '../../../../test/groupware/outlook-message.ts'
import { bring, finished, upload } from '../../../../test/imports.ts'
import { zipOf } from '../../../../test/zip.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
})
afterAll(() => app.close())

const find = async (query: string) => (await mine.get(`/contacts?${query}`)).body.items
const lines = (...text: string[]) => `${text.join('\r\n')}\r\n`
const card = (version: string, ...rest: string[]) =>
  lines('BEGIN:VCARD', `VERSION:${version}`, ...rest, 'END:VCARD')

const OLD = card(
  '2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;Dr.',
  'TEL;WORK;VOICE:0221 12340',
  'TEL;CELL:0171 1234567',
  'EMAIL;INTERNET:juergen@example.de',
  'ORG:Größe GmbH',
)
const NEW = card(
  '4.0',
  'FN:Änne Sommer',
  'N:Sommer;Änne;;;',
  'EMAIL;TYPE=work:aenne@example.de',
  'ADR;TYPE=home:;;Am Weg 1;Köln;;50667;Deutschland',
  'BDAY:19751224',
  'CATEGORIES:Messe,VIP',
  'NOTE:Erste Zeile\\nZweite',
)

test('cards of any version in one file become contacts, without a mapping', async () => {
  const firm = card('3.0', 'FN:Nordlicht KG', 'ORG:Nordlicht KG', 'X-ABShowAs:COMPANY')
  const { status, body } = await upload(mine, 'adressen.vcf', Buffer.from(OLD + NEW + firm))
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body).toMatchObject({ format: 'vcard', rows: 3, rowsExact: true, mapping: { 0: 'card' } })
  const { counts } = await bring(mine, 'adressen.vcf', Buffer.from(OLD + NEW + firm))
  expect(counts).toMatchObject({ created: 3, failed: 0 })
  expect((await find('q=jürgen'))[0]).toMatchObject({
    lastName: 'Müller',
    title: 'Dr.',
    companyName: 'Größe GmbH',
  })
  expect((await find('q=sommer'))[0]).toMatchObject({
    birthday: '1975-12-24',
    tags: ['Messe', 'VIP'],
    description: 'Erste Zeile\nZweite',
  })
  expect((await find('q=nordlicht'))[0].kind).toBe('company')
})

test('pictures in cards become the pictures of the contacts, corrected cards included', async () => {
  const red = sharp({ create: { width: 40, height: 60, channels: 3, background: 'red' } })
  const photo = (await red.png().toBuffer()).toString('base64')
  const cards = [
    card('3.0', 'FN:Paula Bild', 'N:Bild;Paula', `PHOTO;ENCODING=b;TYPE=PNG:${photo}`),
    card('4.0', 'FN:Peter Bild', 'N:Bild;Peter', `PHOTO:data:image/png;base64,${photo}`),
    card('3.0', 'FN:Kaputt Bild', 'N:Kaputt;Karl', 'PHOTO;ENCODING=b;TYPE=PNG:AAAA'),
    // What iPhones make: pictures are read as PNG, JPEG and WebP only.
    card('3.0', 'FN:Heike Bild', 'N:Heike;Heike', `PHOTO;ENCODING=b;TYPE=HEIC:${HEIC}`),
    card('3.0', 'FN:Fern Bild', 'N:Fern;Frida', 'PHOTO;VALUE=uri:https://example.de/frida.png'),
    card('3.0', 'FN:Otto Bild', 'N:Otto;Otto', 'EMAIL:kein at', `PHOTO;ENCODING=b;TYPE=PNG:${photo}`),
  ]
  const { id, counts, rows } = await bring(mine, 'bilder.vcf', Buffer.from(cards.join('')))
  expect(counts).toMatchObject({ created: 5, failed: 1 })
  const text = rows[0].cells[0].replace('kein at', 'otto@example.de')
  await mine.patch(`/imports/${id}/rows/6`, { cells: [text] })
  await mine.post(`/imports/${id}/rows/run`, {})
  expect((await finished(mine, id)).counts).toMatchObject({ created: 6, failed: 0 })
  const photos = async (q: string) =>
    (await find(`q=${q}`)).map(({ photo: url }: { photo: string | null }) => url)
  expect(await photos('Paula')).toEqual([expect.stringContaining('photo')])
  expect(await photos('Peter')).toEqual([expect.stringContaining('photo')])
  expect(await photos('Otto')).toEqual([expect.stringContaining('photo')])
  expect(await photos('Kaputt')).toEqual([null])
  expect(await photos('Heike')).toEqual([null])
  expect(await photos('Frida')).toEqual([null])
})

test('a second time they are duplicates', async () => {
  const { counts, rows } = await bring(mine, 'noch-einmal.vcf', Buffer.from(OLD + NEW))
  expect(counts).toMatchObject({ created: 0, skipped: 2 })
  expect(rows[0].hits[0]).toMatchObject({ verdict: 'sure' })
})

test('an archive of cards is one list', async () => {
  const cards = Array.from({ length: 30 }, (_, n) => [
    `${n}.vcf`,
    card('3.0', `FN:Karl Karte${n}`, `N:Karte${n};Karl`),
  ])
  const { counts } = await bring(mine, 'karten.zip', zipOf(Object.fromEntries(cards)))
  expect(counts.created).toBe(30)
})

test('a card with a mistake is corrected in place', async () => {
  const wrong = card('3.0', 'FN:Emil Fehler', 'N:Fehler;Emil', 'EMAIL:kein at')
  const { id, counts, rows } = await bring(mine, 'fehler.vcf', Buffer.from(wrong))
  expect(counts.failed).toBe(1)
  expect(rows[0].errors[0].columns).toEqual([0])
  const text = rows[0].cells[0].replace('kein at', 'emil@example.de')
  const { body } = await mine.patch(`/imports/${id}/rows/1`, { cells: [text] })
  expect(body).toMatchObject({ corrected: true, errors: [] })
  expect((await mine.post(`/imports/${id}/rows/run`, {})).status).toBe(202)
  expect((await finished(mine, id)).counts).toMatchObject({ created: 1, failed: 0 })
})

test('a contact that was dragged out of Outlook is a card', async () => {
  const message = outlookMessage({
    properties: [
      { tag: 0x00_1a, value: 'IPM.Contact' },
      { tag: 0x3a_06, value: 'Ilse' },
      { tag: 0x3a_11, value: 'Ohneland' },
      { set: SETS.address, id: 0x80_83, value: 'ilse@example.de' },
    ],
  })
  const { counts } = await bring(mine, 'Ilse Ohneland.msg', Buffer.from(message))
  expect(counts).toMatchObject({ created: 1, failed: 0 })
  expect((await find('q=ohneland'))[0]).toMatchObject({
    firstName: 'Ilse',
    details: [{ value: 'ilse@example.de' }],
  })
  const note = outlookMessage({ properties: [{ tag: 0x00_1a, value: 'IPM.Note' }] })
  expect((await upload(mine, 'Nachricht.msg', Buffer.from(note))).status).toBe(415)
})

/** A green square of 64 × 64. */
const HEIC =
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA' +
  'AAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFmAAEAAAAAAAAAGAAAACNpaW5mAAAAAAABAAAAFWluZmUC' +
  'AAAAAAEAAGh2YzEAAAAAwmlwcnAAAACkaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNw' +
  'AAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHB' +
  'crAiQAAAABRpc3BlAAAAAAAAAEAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAgbWRhdAAA' +
  'ABQoAa8ZgPd8hTf79f6lW/zsFeLRwA=='
