import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { aCard, connect } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
})
afterAll(() => app.close())

const fresh = async (options = {}) => {
  const anna = await app.person('user')
  return { anna, desk: await connect(app, anna, { options }) }
}
/** The bytes of an answer, which are no text. */
const bytesOf = async (who: Person, path: string) => {
  const { body } = await who.post('/tokens', { name: 'picture' })
  const headers = { authorization: `Bearer ${body.token}` }
  return (await app.server.inject({ url: `/api/v1${path}`, headers })).rawPayload
}
/** A picture of one colour. */
const draw = (color: string) =>
  sharp({ create: { width: 90, height: 120, channels: 3, background: color } })
    .jpeg()
    .toBuffer()
const there = (desk: Desk, name = 'cal') => desk.groupware.list(name)

describe('contacts', () => {
  const contact = async (who: Person, input: object = {}) =>
    (await who.post('/contacts', { kind: 'person', firstName: 'Petra', lastName: 'Probst', ...input })).body
  const toggle = (who: Person, id: string, desk: Desk, enabled: boolean) =>
    who.put(`/contacts/${id}/groupware`, { accountId: desk.accountId, enabled })

  test('go there one by one, follow both ways, and leave again', async () => {
    const { anna, desk } = await fresh()
    const one = await contact(anna, { details: [{ kind: 'email', value: 'petra@probst.de' }] })
    await contact(anna, { lastName: 'Bleibt' })
    expect((await toggle(anna, one.id, desk, true)).status).toBe(200)
    await desk.run()
    expect(there(desk, 'book')).toMatchObject([
      { item: { lastName: 'Probst', kontorId: one.id, emails: [{ value: 'petra@probst.de' }] } },
    ])
    desk.groupware.edit('book', there(desk, 'book')[0]?.id ?? '', {
      position: 'Einkauf',
      phones: [{ category: 'mobile', value: '0171 1234567' }],
    })
    await anna.patch(`/contacts/${one.id}`, { lastName: 'Probst-Berg' })
    await desk.run()
    const { body } = await anna.get(`/contacts/${one.id}`)
    expect(body).toMatchObject({ lastName: 'Probst-Berg', position: 'Einkauf' })
    expect(body.details).toMatchObject([
      { value: 'petra@probst.de' },
      { kind: 'phone', category: 'mobile', e164: '+491711234567' },
    ])
    expect(there(desk, 'book')).toMatchObject([{ item: { lastName: 'Probst-Berg' } }])
    expect((await anna.get(`/groupware/links?record=contact:${one.id}`)).body.items).toMatchObject([
      { accountId: desk.accountId, state: 'linked' },
    ])
    expect((await toggle(anna, one.id, desk, false)).status).toBe(200)
    await desk.run()
    expect(there(desk, 'book')).toEqual([])
    expect((await anna.get(`/contacts/${one.id}`)).status).toBe(200)
    expect((await toggle(anna, one.id, desk, true)).status).toBe(200)
    await desk.run()
    expect(there(desk, 'book')).toHaveLength(1)
  })

  test('taken away there only leave the sync', async () => {
    const { anna, desk } = await fresh({ removedThere: 'remove' })
    const one = await contact(anna)
    await toggle(anna, one.id, desk, true)
    await desk.run()
    desk.groupware.delete('book', there(desk, 'book')[0]?.id ?? '')
    await desk.run()
    await desk.run()
    expect((await anna.get(`/contacts/${one.id}`)).status).toBe(200)
    expect(there(desk, 'book')).toEqual([])
  })

  test('that are surely there already are linked', async () => {
    const { anna, desk } = await fresh()
    const one = await contact(anna, { details: [{ kind: 'email', value: 'p.probst@firma.de' }] })
    desk.groupware.put(
      'book',
      aCard('x', {
        firstName: 'Petra',
        lastName: 'Probst',
        emails: [{ category: 'work', value: 'P.Probst@firma.de' }],
        birthday: '1975-12-24',
      }),
    )
    desk.groupware.put('book', aCard('y'))
    await toggle(anna, one.id, desk, true)
    await desk.run()
    expect(there(desk, 'book')).toHaveLength(2)
    expect((await anna.get(`/contacts/${one.id}`)).body).toMatchObject({ birthday: '1975-12-24' })
    expect(there(desk, 'book').find(({ item }) => item.uid === 'x')?.item).toMatchObject({ kontorId: one.id })
  })

  test('say among their changes what was overruled, without the account too', async () => {
    const { anna, desk } = await fresh({ contactsLead: true })
    const { id } = (
      await anna.post('/contacts', {
        kind: 'person',
        lastName: 'Probst',
        position: 'Einkauf',
        details: [{ kind: 'email', value: 'petra@probst.de' }],
      })
    ).body
    await anna.put(`/contacts/${id}/groupware`, { accountId: desk.accountId, enabled: true })
    await desk.run()
    desk.groupware.edit('book', there(desk, 'book')[0]?.id ?? '', {
      position: 'Vertrieb',
      emails: [{ category: 'work', value: 'p.probst@web.de' }],
    })
    await desk.run()
    expect((await anna.get(`/contacts/${id}`)).body).toMatchObject({ position: 'Einkauf' })
    expect((await anna.remove(`/groupware/accounts/${desk.accountId}`)).status).toBe(204)
    const { items } = (await anna.get(`/contacts/${id}/audit`)).body as { items: { action: string }[] }
    expect(items.filter(({ action }) => action === 'contact.overruled')).toMatchObject([
      {
        via: 'groupware',
        diff: [
          { field: 'position', from: 'Vertrieb', to: 'Einkauf' },
          {
            field: 'details',
            from: [{ kind: 'email', value: 'p.probst@web.de' }],
            to: [{ kind: 'email', value: 'petra@probst.de' }],
          },
        ],
      },
    ])
  })

  test('that became one have one card', async () => {
    const { anna, desk } = await fresh()
    const [one, other] = [await contact(anna), await contact(anna, { lastName: 'Probstin' })]
    for (const { id } of [one, other]) await toggle(anna, id, desk, true)
    await desk.run()
    expect(there(desk, 'book')).toHaveLength(2)
    const merged = await anna.post(`/contacts/${one.id}/merge`, { otherId: other.id })
    expect(merged.status).toBe(200)
    await desk.run()
    expect(there(desk, 'book')).toMatchObject([{ item: { kontorId: one.id } }])
  })

  test('keep a picture that was overruled, to be looked at and to be taken after all', async () => {
    const { anna, desk } = await fresh({ winner: { appointment: 'ours', task: 'ours', contact: 'ours' } })
    const one = await contact(anna)
    const path = `/contacts/${one.id}/photo`
    const put = async (color: string) => anna.put(path, await draw(color), { 'content-type': 'image/jpeg' })
    /** The color of the whole picture: which channel is the strongest. */
    const colorOf = async (query = '') => {
      const { stats } = await sharp(await bytesOf(anna, path + query))
        .stats()
        .then(({ dominant }) => ({ stats: dominant }))
      return (['r', 'g', 'b'] as const).toSorted((a, b) => stats[b] - stats[a])[0]
    }
    await put('#00f')
    await toggle(anna, one.id, desk, true)
    await desk.run()
    const id = there(desk, 'book')[0]?.id ?? ''
    const bothChange = async (ours: string, theirs: string) => {
      desk.groupware.setOwnPhoto('book', id, await draw(theirs))
      await put(ours)
      await desk.run()
    }
    const overruled = async () => {
      const { items } = (await anna.get(`/contacts/${one.id}/audit`)).body
      const [last] = items.filter(({ action }: { action: string }) => action === 'contact.overruled')
      return last.diff as { field: string; from: string; to: string }[]
    }
    await bothChange('#0f0', '#f00')
    expect(await colorOf()).toBe('g')
    const [lost] = await overruled()
    expect(lost).toMatchObject({ field: 'photo', from: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await colorOf(`?former=${lost?.from}`)).toBe('r')
    const ben = await app.person('user')
    expect((await ben.get(`${path}?former=${'a'.repeat(64)}`)).status).toBe(404)
    const [difference] = (await anna.get('/groupware/conflicts')).body.items
    expect(difference).toMatchObject({ field: 'photo', kept: 'ours', theirs: { mark: lost?.from } })
    expect((await anna.post(`/groupware/conflicts/${difference.id}/settle`, { take: 'theirs' })).status).toBe(
      204,
    )
    expect(await colorOf()).toBe('r')
    await desk.run()

    // The other way round ours is kept by what replaces it.
    await desk.setOptions({ winner: { appointment: 'ours', task: 'ours', contact: 'theirs' } })
    await bothChange('#00f', '#0f0')
    expect(await colorOf()).toBe('g')
    const [mine] = await overruled()
    expect(await colorOf(`?former=${mine?.from}&size=thumbnail`)).toBe('b')
    expect((await anna.put(path, { hash: mine?.from })).status).toBe(200)
    expect(await colorOf()).toBe('b')
  })

  /** A contact with a card and a green picture on both sides. */
  const pictured = async (options = {}) => {
    const { anna, desk } = await fresh(options)
    const { id } = await contact(anna)
    await toggle(anna, id, desk, true)
    await desk.run()
    const card = there(desk, 'book')[0]?.id ?? ''
    const give = async (color: string) =>
      expect(
        (await anna.put(`/contacts/${id}/photo`, await draw(color), { 'content-type': 'image/jpeg' })).status,
      ).toBe(200)
    const giveThere = async (bytes: Buffer) => desk.groupware.setOwnPhoto('book', card, bytes)
    /** The picture that is said to have been overruled. */
    const lostOf = async () => {
      const { items } = (await anna.get(`/contacts/${id}/audit`)).body as {
        items: { action: string; diff: { field: string; from: string }[] }[]
      }
      const { diff } = items.find(({ action }) => action === 'contact.overruled') ?? {}
      return diff?.find(({ field }) => field === 'photo')?.from
    }
    const hash = async () => {
      const row = await app.house.db
        .selectFrom('contact')
        .select('photoHash')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.photoHash
    }
    return { anna, desk, id, give, giveThere, hash, lostOf }
  }

  test('that have another picture on both sides keep the one that lost', async () => {
    const { anna, desk, id, give, giveThere, hash, lostOf } = await pictured()
    await give('red')
    await giveThere(await draw('blue'))
    await desk.run()
    const red = await hash()
    expect((await anna.put(`/contacts/${id}/photo`, { hash: await lostOf() })).status).toBe(200)
    expect(await hash()).not.toBe(red)
  })

  test('keep a picture that came there while theirs was written', async () => {
    const { anna, desk, id, give, giveThere, lostOf } = await pictured()
    let came: Promise<void> | undefined
    const blue = await draw('blue')
    desk.groupware.trouble = (call) => {
      if (call === 'change') came ??= giveThere(blue)
      return undefined
    }
    await give('red')
    await anna.patch(`/contacts/${id}`, { position: 'Einkauf' })
    await desk.run()
    await came
    expect(there(desk, 'book')).toMatchObject([{ item: { position: 'Einkauf' } }])
    expect((await anna.put(`/contacts/${id}/photo`, { hash: await lostOf() })).status).toBe(200)
  })

  test('carry their picture both ways, however the server makes it anew', async () => {
    const { anna, desk } = await fresh()
    const one = await contact(anna)
    await toggle(anna, one.id, desk, true)
    await desk.run()
    const id = there(desk, 'book')[0]?.id ?? ''
    desk.groupware.setOwnPhoto('book', id, await draw('red'))
    await desk.run()
    const { photo } = (await anna.get(`/contacts/${one.id}`)).body
    expect(photo).toContain('/photo')
    const png = await sharp({ create: { width: 90, height: 120, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    expect((await anna.put(`/contacts/${one.id}/photo`, png, { 'content-type': 'image/png' })).status).toBe(
      200,
    )
    await desk.run()
    expect(desk.groupware.calls).toContain('setPhoto')
    const calls = desk.groupware.calls.length
    await desk.run()
    expect(desk.groupware.calls.slice(calls)).toEqual(['changes', 'changes', 'changes'])
  })
})
