import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { form } from '../../../../test/form.ts'

let app: TestApp
let mine: Person
let other: Person
let path: string
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
  other = await app.person('user')
})
afterAll(() => app.close())
beforeEach(async () => {
  const { body } = await mine.post('/contacts', { kind: 'person', lastName: 'Bild' })
  path = `/contacts/${body.id}`
})

const plain = (color: string, width = 400, height = 900) =>
  sharp({ create: { width, height, channels: 3, background: color } })
const png = (color: string) => plain(color).png().toBuffer()
const asPng = { 'content-type': 'image/png' }
const put = (content: Buffer, headers: Record<string, string> = asPng, who = mine) =>
  who.put(`${path}/photo`, content, headers)
/** The bytes of an answer; `inject` gives text. */
const bytes = async (who: Person, query = '') => {
  const { rawPayload } = await app.server.inject({
    url: `/api/v1${path}/photo${query}`,
    headers: (await tokenOf(who)) as Record<string, string>,
  })
  return rawPayload
}
const tokens = new Map<Person, Record<string, string>>()
const tokenOf = async (who: Person) => {
  if (!tokens.has(who)) {
    const { body } = await who.post('/tokens', { name: 'picture' })
    tokens.set(who, { authorization: `Bearer ${body.token}` })
  }
  return tokens.get(who)
}

describe('a picture', () => {
  test('is scaled to fit 200 × 300 and has a thumbnail', async () => {
    const { status, body } = await put(await png('red'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ version: 2, photo: expect.stringContaining(`${path}/photo?v=`) })
    expect(await sharp(await bytes(mine)).metadata()).toMatchObject({
      format: 'webp',
      width: 133,
      height: 300,
    })
    const thumbnail = await sharp(await bytes(mine, '?size=thumbnail')).metadata()
    expect(thumbnail).toMatchObject({ format: 'webp', width: 64, height: 64 })
  })

  test('comes as JPEG, WebP or in a form, too; a small one is not blown up', async () => {
    expect(
      (await put(await plain('red', 20, 30).jpeg().toBuffer(), { 'content-type': 'image/jpeg' })).status,
    ).toBe(200)
    expect(await sharp(await bytes(mine)).metadata()).toMatchObject({ width: 20, height: 30 })
    expect((await put(await plain('blue').webp().toBuffer(), { 'content-type': 'image/webp' })).status).toBe(
      200,
    )
    const { body, headers } = await form({ file: new File([new Uint8Array(await png('green'))], 'a.png') })
    expect((await put(body, headers)).status).toBe(200)
  })

  test('is turned upright and forgets where it was taken', async () => {
    const camera = await plain('red', 90, 40)
      .withExif({ IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitude: '50/1 56/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    await put(camera, { 'content-type': 'image/jpeg' })
    const kept = await sharp(await bytes(mine)).metadata()
    expect(kept).toMatchObject({ width: 40, height: 90 })
    expect(kept.exif).toBeUndefined()
  })

  test('is kept by browsers and asked for again by its hash', async () => {
    await put(await png('red'))
    const first = await mine.get(`${path}/photo`)
    expect(first.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-type': 'image/webp',
    })
    const again = await mine.get(`${path}/photo`, { 'if-none-match': String(first.headers['etag']) })
    expect(again.status).toBe(304)
    expect((await mine.get(`${path}/photo?v=x`)).headers['cache-control']).toBe('private, max-age=3600')
  })

  test('goes away, and comes back by the hash in the audit trail', async () => {
    await put(await png('red'))
    const red = await bytes(mine)
    await put(await png('blue'))
    expect((await mine.remove(`${path}/photo`)).status).toBe(204)
    expect((await mine.get(`${path}/photo`)).status).toBe(404)
    const { diff } = await app.house.db
      .selectFrom('journal')
      .select('diff')
      .where('recordId', '=', path.slice(10))
      .where('action', '=', 'contact.changed')
      .orderBy('id')
      .offset(1)
      .executeTakeFirstOrThrow()
    const [change] = diff
    expect(change).toMatchObject({ field: 'photo' })
    expect((await mine.put(`${path}/photo`, { hash: change?.from })).status).toBe(200)
    expect(await bytes(mine)).toEqual(red)
    expect((await mine.put(`${path}/photo`, { hash: 'a'.repeat(64) })).status).toBe(422)
  })

  test('changes the version, and a stale change is refused', async () => {
    expect((await put(await png('red'), { ...asPng, 'if-match': '"1"' })).status).toBe(200)
    expect((await put(await png('blue'), { ...asPng, 'if-match': '"1"' })).status).toBe(412)
  })
})

describe('refused is', () => {
  test.each([
    ['a text that calls itself a picture', () => Buffer.from('not a picture'), 415],
    [
      'a drawing that calls itself a picture',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
    ],
    ['half a picture', async () => (await png('red')).subarray(0, 200), 415],
    ['a GIF', () => plain('red', 10, 10).gif().toBuffer(), 415],
    ['a picture of 10,000 × 10,000 pixels', () => plain('red', 10_000, 10_000).png().toBuffer(), 413],
    ['more than 1 MB', () => Buffer.alloc(1024 * 1024 + 1), 413],
    ['more than a request may have', () => Buffer.alloc(6 * 1024 * 1024), 413],
  ])('%s', async (_what, content, status) => {
    expect((await put(await content())).status).toBe(status)
    expect((await mine.get(path)).body.version).toBe(1)
  })

  test('a form without a file, and a picture where JSON is wanted', async () => {
    const { body, headers } = await form({ name: 'x' })
    expect((await put(body, headers)).status).toBe(415)
    expect((await mine.post('/contacts', await png('red'), asPng)).status).toBe(415)
  })

  test('whoever may not see or may not change the contact', async () => {
    await put(await png('red'))
    const guest = await app.person('guest')
    for (const who of [other, guest]) {
      expect((await who.get(`${path}/photo`)).status).toBe(404)
      expect((await who.get(`${path}/photo?size=thumbnail`)).status).toBe(404)
    }
    expect((await put(await png('blue'), asPng, other)).status).toBe(404)
    expect((await put(await png('blue'), asPng, guest)).status).toBe(403)
    await mine.patch(path, { visibility: 'read' })
    expect((await other.get(`${path}/photo`)).status).toBe(200)
    expect((await put(await png('blue'), asPng, other)).status).toBe(403)
    expect((await app.anonymous.get(`${path}/photo`)).status).toBe(401)
  })
})
