import { describe, expect, test } from 'vitest'
import { anEvent, connect } from '../../../../test/groupware/desk.ts'
import {
  app,
  appointmentsOf,
  conflictsOf,
  done,
  enterAppointment,
  freshDesk,
  linksOf,
  openSyncing,
  there,
  titlesOf,
} from '../../../../test/groupware/synced.ts'

openSyncing()

const fresh = (options = {}) => freshDesk(app, options)

describe('whatever happens on the way', () => {
  test('an answer that was lost is found again, and nothing is made twice', async () => {
    const { anna, desk } = await fresh()
    await enterAppointment(anna)
    let cut = true
    desk.groupware.trouble = (call) => {
      if (call !== 'create' || !cut) return undefined
      cut = false
      return 'cut after'
    }
    expect(await desk.run()).toMatchObject({ fault: 'unreachable' })
    expect(there(desk)).toHaveLength(1)
    done(await desk.run())
    done(await desk.run())
    expect(there(desk)).toHaveLength(1)
    expect(await titlesOf(anna)).toEqual(['Besuch'])
    expect(await conflictsOf(app, desk)).toEqual([])
  })

  test('a server that wants to be asked more slowly is', async () => {
    const { desk } = await fresh()
    desk.groupware.trouble = () => 'throttled'
    expect(await desk.run()).toMatchObject({ fault: 'throttled' })
    const account = await app.house.db
      .selectFrom('groupwareAccount')
      .selectAll()
      .where('id', '=', desk.accountId)
      .executeTakeFirstOrThrow()
    expect(account).toMatchObject({ state: 'throttled', failures: 0 })
    expect(Date.parse(account.nextRunAt)).toBe(desk.now + 7000)
  })

  test('half a calendar gone at once stops it until somebody says so', async () => {
    const { anna, desk } = await fresh({ removedThere: 'remove' })
    for (let n = 0; n < 30; n++) desk.groupware.put('cal', anEvent(`${n}@x`))
    done(await desk.run())
    for (const { id } of there(desk).slice(0, 15)) desk.groupware.delete('cal', id)
    done(await desk.run())
    expect(await appointmentsOf(anna)).toHaveLength(30)
    desk.groupware.put('cal', anEvent('new@x'))
    done(await desk.run())
    expect(await appointmentsOf(anna)).toHaveLength(30)
    const log = await app.house.db
      .selectFrom('groupwareLog')
      .selectAll()
      .where('accountId', '=', desk.accountId)
      .where('action', '=', 'massRemoval')
      .execute()
    expect(log).toMatchObject([{ counts: { removed: 15 } }])
    const reply = await anna.post(`/groupware/collections/${desk.collections['cal']}/go-on`)
    expect(reply.status).toBe(204)
    done(await desk.run())
    expect(await appointmentsOf(anna)).toHaveLength(16)
  })

  test('a server that forgot its tokens lists anew, and nothing is doubled or lost', async () => {
    const { anna, desk } = await fresh()
    for (let n = 0; n < 5; n++) desk.groupware.put('cal', anEvent(`${n}@x`))
    done(await desk.run())
    desk.groupware.delete('cal', there(desk)[0]?.id ?? '')
    desk.groupware.loseTokens('cal')
    expect(await desk.run()).toMatchObject({ counts: { listedAnew: 1, asked: 1 } })
    expect(await appointmentsOf(anna)).toHaveLength(5)
    expect((await linksOf(app, desk)).map(({ state }) => state).toSorted()).toEqual([
      'goneThere',
      'linked',
      'linked',
      'linked',
      'linked',
    ])
  })

  test('an event moved to another calendar stays the same appointment', async () => {
    const anna = await app.person('user')
    const desk = await connect(app, anna, {
      options: { removedThere: 'remove' },
      collections: { one: 'appointment', two: 'appointment' },
    })
    const id = desk.groupware.put('one', anEvent('v@x'))
    done(await desk.run())
    const [before] = await appointmentsOf(anna)
    desk.groupware.move('one', 'two', id)
    done(await desk.run())
    expect(await appointmentsOf(anna)).toMatchObject([{ id: before?.['id'] }])
    expect(await linksOf(app, desk)).toMatchObject([
      { state: 'linked', collectionId: desk.collections['two'] },
    ])
    await anna.patch(`/appointments/${before?.['id']}`, { title: 'Dort' })
    done(await desk.run())
    expect(there(desk, 'two')).toMatchObject([{ item: { title: 'Dort' } }])
  })

  test('a copy in another calendar stays a copy', async () => {
    const { anna } = await fresh()
    const collections = { cal: 'appointment', other: 'appointment' } as const
    const desk = await connect(app, anna, { collections })
    const id = desk.groupware.put('cal', anEvent('twice@x', { title: 'Eines' }))
    done(await desk.run())
    const copy = desk.groupware.put('other', anEvent('twice@x', { title: 'Kopie' }))
    done(await desk.run())
    desk.groupware.edit('other', copy, { title: 'Andere Kopie' })
    done(await desk.run())
    expect(await titlesOf(anna)).toEqual(['Eines'])
    desk.groupware.edit('cal', id, { title: 'Neues' })
    done(await desk.run())
    expect(await titlesOf(anna)).toEqual(['Neues'])
    expect(there(desk, 'other')).toMatchObject([{ item: { title: 'Andere Kopie' } }])
  })

  test('two sides that never agree are noticed and left alone', async () => {
    const { anna, desk } = await fresh({ winner: { appointment: 'ours', task: 'ours', contact: 'ours' } })
    const id = desk.groupware.put('cal', anEvent('pp@x'))
    done(await desk.run())
    const [one] = await appointmentsOf(anna)
    for (let n = 0; n < 3; n++) {
      desk.now -= 840_000
      await anna.patch(`/appointments/${one?.['id']}`, { title: `Hier ${n}` })
      done(await desk.run())
      desk.now -= 840_000
      desk.groupware.edit('cal', id, { title: `Dort ${n}` })
      done(await desk.run())
    }
    expect(await linksOf(app, desk)).toMatchObject([{ state: 'failed', fault: 'ping-pong' }])
    const { items } = (await anna.get('/notifications')).body as { items: { kind: string }[] }
    expect(items.filter(({ kind }) => kind === 'sync')).toMatchObject([
      { record: { kind: 'appointment', id: one?.['id'], title: 'Hier 2' } },
    ])
    expect(await titlesOf(anna)).toEqual(['Hier 2'])
    desk.now += 3_600_000
    done(await desk.run())
    expect(await linksOf(app, desk)).toMatchObject([{ state: 'linked' }])
    done(await desk.run())
    expect([await titlesOf(anna), there(desk)[0]?.item['title']]).toEqual([['Hier 2'], 'Hier 2'])
    expect(await conflictsOf(app, desk)).toMatchObject([{ ours: 'Hier 2', theirs: 'Dort 2', kept: 'ours' }])
  })

  test('one account runs once at a time', async () => {
    const { desk } = await fresh()
    for (let n = 0; n < 20; n++) desk.groupware.put('cal', anEvent(`${n}@x`))
    const both = await Promise.all([desk.run(), desk.run()])
    expect(both).toContain('busy')
  })
})

test('the account of a group is kept in step for who connected it, as long as they belong to it', async () => {
  const { anna, desk } = await fresh()
  const ben = await app.person('user')
  const { body: group } = await app.admin.post('/groups', { name: 'Büro', members: [anna.by.id, ben.by.id] })
  app.house.forgetActors()
  await app.house.db
    .updateTable('groupwareAccount')
    .set({ ownerId: group.id, createdBy: anna.by.id })
    .where('id', '=', desk.accountId)
    .execute()
  const id = desk.groupware.put('cal', anEvent('g@x', { title: 'Runde' }))
  done(await desk.run())
  expect(await titlesOf(anna)).toEqual(['Runde'])
  await app.admin.patch(`/groups/${group.id}`, { members: [ben.by.id] })
  app.house.forgetActors()
  desk.groupware.edit('cal', id, { title: 'Geheim' })
  expect(await desk.run()).toMatchObject({ fault: 'consent' })
  expect([await titlesOf(anna), await titlesOf(ben)]).toEqual([['Runde'], []])
  expect(there(desk)).toMatchObject([{ item: { title: 'Geheim' } }])
})
