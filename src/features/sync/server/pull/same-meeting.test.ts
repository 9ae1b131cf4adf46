import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { anEvent, connect } from '../../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../../test/groupware/desk.ts'
import { forgetTombstones } from '../forget-tombstones.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
})
afterAll(() => app.close())

let number = 0
const ANNA = { name: 'Anna', email: 'anna@firma.de' }
const EVA = { name: 'Eva Kunde', email: 'eva@kunde.de' }
const guests = [
  { name: 'Ben', email: 'ben@firma.de', response: 'open' as const },
  { ...EVA, response: 'open' as const },
]

/** Two colleagues with a mailbox each. */
const firm = async (options = {}) => {
  const [anna, ben] = [
    await app.person('user', `Anna ${++number}`),
    await app.person('user', `Ben ${number}`),
  ]
  const [annas, bens] = [await connect(app, anna, { options }), await connect(app, ben, { options })]
  const uid = `m${number}@firma.de`
  const put = (desk: Desk, some: object = {}) =>
    desk.groupware.put(
      'cal',
      anEvent(uid, { organizer: ANNA, attendees: guests, own: desk === annas, ...some }),
    )
  const both = async () => {
    for (const desk of [annas, bens]) expect(await desk.run()).toMatchObject({ fault: null })
  }
  return { anna, ben, annas, bens, put, both, uid }
}
const seen = async (who: Person) =>
  (await who.get('/appointments?from=2026-11-20&to=2027-11-20')).body.items as {
    id: string
    title: string
    start: string
    organizerId: string
    attendees: { userId: string | null; response: string }[]
  }[]
const answerOf = (one: Awaited<ReturnType<typeof seen>>[number] | undefined, { by }: Person) =>
  one?.attendees.find(({ userId }) => userId === by.id)?.response

describe('a meeting in two mailboxes of the firm', () => {
  test.each([
    ['the organizer’s first', true],
    ['the guest’s first', false],
  ])('is one appointment of the organizer, with both in it: %s', async (_how, isFirst) => {
    const { anna, ben, annas, bens, put } = await firm()
    put(annas)
    put(bens, { response: 'tentative' })
    for (const desk of isFirst ? [annas, bens] : [bens, annas]) await desk.run()
    await bens.run()
    const [annasOne, ...others] = await seen(anna)
    expect(others).toEqual([])
    expect(annasOne).toMatchObject({ organizerId: anna.by.id })
    expect(await seen(ben)).toMatchObject([{ id: annasOne?.id }])
    expect(answerOf(annasOne, ben)).toBe('tentative')
  })

  test('follows the organizer’s copy; the other copy changes and writes nothing', async () => {
    const { anna, ben, annas, bens, put, both } = await firm()
    const [mine, his] = [put(annas), put(bens)]
    await both()
    bens.groupware.edit('cal', his, { start: '2026-12-05T10:00', end: '2026-12-05T11:00', title: 'Bens' })
    await both()
    expect(await seen(anna)).toMatchObject([
      { start: '2026-12-01T10:00', title: expect.not.stringMatching('Bens') },
    ])
    annas.groupware.edit('cal', mine, { start: '2026-12-02T14:00', end: '2026-12-02T15:00' })
    await both()
    expect(await seen(ben)).toMatchObject([{ start: '2026-12-02T14:00' }])
    const [one] = await seen(ben)
    expect((await ben.patch(`/appointments/${one?.id}`, { title: 'X' })).status).toBe(403)
    await both()
    expect([...annas.groupware.written, ...bens.groupware.written]).toEqual([])
    expect(await bens.run()).toMatchObject({
      counts: { changed: 0, changedThere: 0, failed: 0, conflicts: 0 },
    })
  })

  test('stays when a guest removes their copy, who has declined then', async () => {
    const { anna, ben, annas, bens, put, both } = await firm({ removedThere: 'remove' })
    put(annas)
    const his = put(bens, { response: 'accepted' })
    await both()
    bens.groupware.delete('cal', his)
    await both()
    const [one] = await seen(anna)
    expect(answerOf(one, ben)).toBe('declined')
    expect(annas.groupware.list('cal')).toHaveLength(1)
  })

  test('goes with the organizer’s copy', async () => {
    const { anna, ben, annas, bens, put, both } = await firm({ removedThere: 'remove' })
    const mine = put(annas)
    put(bens)
    await both()
    annas.groupware.delete('cal', mine)
    await both()
    expect([...(await seen(anna)), ...(await seen(ben))]).toEqual([])
    expect(bens.groupware.list('cal')).toHaveLength(1)
  })

  test('of somebody outside is handed on when the first of both removes their copy, and goes when it is called off', async () => {
    const { anna, ben, annas, bens, put, both } = await firm({ removedThere: 'remove' })
    const foreign = {
      organizer: EVA,
      own: false,
      attendees: [{ ...ANNA, response: 'open' }, ...guests.slice(0, 1)],
    }
    const mine = put(annas, foreign)
    const his = put(bens, foreign)
    await both()
    expect(await seen(anna)).toMatchObject([{ organizerId: anna.by.id }])
    annas.groupware.delete('cal', mine)
    await both()
    expect(await seen(ben)).toMatchObject([{ organizerId: ben.by.id }])
    expect(await seen(anna)).toEqual([])
    bens.groupware.edit('cal', his, { start: '2026-12-07T10:00', end: '2026-12-07T11:00' })
    await both()
    expect(await seen(ben)).toMatchObject([{ start: '2026-12-07T10:00' }])
    bens.groupware.edit('cal', his, { cancelled: true })
    await both()
    expect(await seen(ben)).toEqual([])
  })

  test('known by the UID its server gave it is the same too', async () => {
    const { anna, ben, annas, bens, both } = await firm()
    const { body: made } = await anna.post('/appointments', {
      title: 'Angebot',
      start: '2026-12-03T09:00',
      end: '2026-12-03T10:00',
      timeZone: 'Europe/Berlin',
    })
    annas.groupware.spell = (item) => ({ ...item, uid: `graph-${number}` })
    await both()
    bens.groupware.put('cal', anEvent(`graph-${number}`, { organizer: ANNA, attendees: guests, own: false }))
    await both()
    expect(await seen(ben)).toMatchObject([{ id: made.id, title: 'Angebot' }])
  })

  test.each([
    ['private in the organizer’s calendar', { private: true }, {}],
    ['private in the guest’s calendar', {}, { private: true }],
    [
      'an entry without guests, such as a holiday',
      { attendees: [], organizer: null },
      { attendees: [], organizer: null, own: true },
    ],
  ])('stays everybody’s own when it is %s', async (_what, annasSome, bensSome) => {
    const { anna, ben, annas, bens, put, both } = await firm({ privateItems: 'timesOnly' })
    put(annas, annasSome)
    put(bens, bensSome)
    await both()
    const [one, other] = [await seen(anna), await seen(ben)]
    expect([one.length, other.length]).toEqual([1, 1])
    expect(one[0]?.id).not.toBe(other[0]?.id)
  })
})

test('an own answer given outside is kept here, and an open question outside takes none back', async () => {
  const { anna, annas, put, both } = await firm()
  const foreign = { organizer: EVA, own: false, response: 'open' }
  const mine = put(annas, foreign)
  await both()
  const mineIs = async () => answerOf((await seen(anna))[0], anna)
  expect(await mineIs()).toBe('open')
  annas.groupware.edit('cal', mine, { response: 'accepted' })
  await both()
  expect(await mineIs()).toBe('accepted')
  annas.groupware.edit('cal', mine, { place: 'Köln' })
  await both()
  expect(await mineIs()).toBe('accepted')
  expect(annas.groupware.written).toEqual([])
})

test('a tombstone is forgotten after 180 days, one that somebody cut never', async () => {
  const { annas } = await firm()
  const [gone, cut] = [
    annas.groupware.put('cal', anEvent(`t${number}`)),
    annas.groupware.put('cal', anEvent(`c${number}`)),
  ]
  await annas.run()
  annas.groupware.delete('cal', gone)
  await annas.run()
  const { db } = app.house
  const links = () =>
    db
      .selectFrom('groupwareLink')
      .select(['remoteId', 'state'])
      .where('accountId', '=', annas.accountId)
      .execute()
  await db.updateTable('groupwareLink').set({ state: 'decoupled' }).where('remoteId', '=', cut).execute()
  await forgetTombstones.run(app.house as never)
  expect(await links()).toHaveLength(2)
  await db
    .updateTable('groupwareLink')
    .set({ updatedAt: '2020-01-01T00:00:00Z' })
    .where('accountId', '=', annas.accountId)
    .execute()
  await forgetTombstones.run(app.house as never)
  expect(await links()).toEqual([{ remoteId: cut, state: 'decoupled' }])
})
