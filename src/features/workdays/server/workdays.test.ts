import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { createAbsence } from './absences.ts'

let app: TestApp
let mia: Person
let otto: Person
beforeAll(async () => {
  app = await startApp()
  mia = await app.person('user', 'Mia')
  otto = await app.person('user', 'Otto')
})
afterAll(() => app.close())

describe('absences', () => {
  const ill = { from: '2027-03-01', to: '2027-03-05', kind: 'sick', note: 'Blinddarm' }

  test('everybody sees that somebody is away, but not that they are ill, nor what they noted', async () => {
    const { status, body } = await mia.post('/absences', ill)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...ill, userId: mia.by.id, can: ['change', 'delete'], collisions: [] })
    const seenBy = async (who: Person) =>
      (await who.get(`/absences?user=${mia.by.id}&from=2027-03-05&to=2027-03-31`)).body.items
    expect(await seenBy(mia)).toEqual([expect.objectContaining(ill)])
    expect(await seenBy(app.admin)).toEqual([expect.objectContaining(ill)])
    expect(await seenBy(otto)).toEqual([
      expect.objectContaining({ id: body.id, kind: 'other', note: '', can: [] }),
    ])
    expect((await otto.get(`/absences?user=${mia.by.id}&from=2027-03-06`)).body.items).toEqual([])
  })

  test('are managed by the user and by administrators, each change against the version they saw', async () => {
    const { body } = await mia.post('/absences', { from: '2027-04-01', to: '2027-04-02', kind: 'training' })
    const path = `/absences/${body.id}`
    expect((await otto.patch(path, { to: '2027-04-03' })).status).toBe(403)
    const changed = await app.admin.patch(path, { to: '2027-04-03' }, { 'if-match': '"1"' })
    expect(changed.body).toMatchObject({ from: '2027-04-01', to: '2027-04-03', version: 2 })
    expect((await mia.patch(path, { to: '2027-04-04' }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await mia.patch(path, { to: '2027-03-01' })).status).toBe(422)
    expect((await otto.remove(path)).status).toBe(403)
    expect((await mia.remove(path)).status).toBe(204)
    expect((await mia.remove(path)).status).toBe(404)
  })

  test('administrators write them for others, users do not', async () => {
    const away = { userId: otto.by.id, from: '2027-05-03', to: '2027-05-03', kind: 'vacation' }
    expect((await mia.post('/absences', away)).status).toBe(403)
    expect((await app.admin.post('/absences', away)).body.userId).toBe(otto.by.id)
    expect((await app.admin.post('/absences', { ...away, userId: crypto.randomUUID() })).status).toBe(422)
    expect((await mia.post('/absences', { ...ill, to: '2027-02-28' })).status).toBe(422)
  })

  test('what they collide with is counted by the features that plan', async () => {
    const visits = { kind: 'visit', count: () => Promise.resolve(3) }
    const none = { kind: 'appointment', count: () => Promise.resolve(0) }
    const input = { from: '2027-06-01', to: '2027-06-02', kind: 'vacation' as const }
    const saved = await app.house.db
      .transaction()
      .execute((tx) => createAbsence(tx, mia.by, { warnings: [visits, none], input }))
    expect(saved.collisions).toEqual([{ kind: 'visit', count: 3 }])
  })

  test('the audit trail keeps neither the note nor the reason', async () => {
    await mia.post('/absences', ill)
    const rows = await app.house.db.selectFrom('journal').selectAll().where('kind', '=', 'absence').execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/Blinddarm|sick/)
  })
})

describe('working times', () => {
  test('are as usual until somebody says otherwise', async () => {
    const { body } = await mia.get('/working-times')
    expect(body.items).toEqual([
      {
        userId: mia.by.id,
        workdays: [1, 2, 3, 4, 5],
        startTime: '08:00',
        endTime: '17:00',
        timeZone: 'Europe/Berlin',
        maxVisitsPerDay: null,
        holidays: null,
        startPlace: null,
        version: 0,
      },
    ])
    expect((await app.admin.get('/working-times')).body.items).toHaveLength(3)
  })

  test('part of them can be changed, by the user and by administrators', async () => {
    const path = `/working-times/${mia.by.id}`
    const startPlace = { label: 'Zuhause', postalCode: '50667', country: 'DE' }
    const own = await mia.patch(path, { workdays: [3, 1, 2, 2], startPlace })
    expect(own.body).toMatchObject({ workdays: [1, 2, 3], startPlace, startTime: '08:00', version: 1 })
    const holidays = { country: 'AT' }
    const changed = await app.admin.patch(path, { endTime: '12:30', holidays }, { 'if-match': '"1"' })
    expect(changed.body).toMatchObject({ workdays: [1, 2, 3], endTime: '12:30', holidays, version: 2 })
    expect((await mia.patch(path, { holidays: null }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await mia.patch(path, { holidays: null })).body).toMatchObject({ holidays: null, version: 3 })
    expect((await mia.get('/working-times')).body.items[0]).toMatchObject({ endTime: '12:30', version: 3 })
    expect((await otto.patch(path, { endTime: '18:00' })).status).toBe(403)
  })

  test('nonsense is refused', async () => {
    const path = `/working-times/${otto.by.id}`
    for (const change of [
      { startTime: '18:00' },
      { endTime: '25:00' },
      { workdays: [8] },
      { timeZone: 'Europe/Köln' },
      { holidays: { country: 'FR' } },
    ])
      expect((await otto.patch(path, change)).status, JSON.stringify(change)).toBe(422)
    expect((await app.admin.patch(`/working-times/${crypto.randomUUID()}`, {})).status).toBe(404)
  })

  test('a firm in Austria works by the clock of Vienna', async () => {
    await app.admin.patch('/settings', { country: 'AT' })
    expect((await otto.get('/working-times')).body.items[0].timeZone).toBe('Europe/Vienna')
    await app.admin.patch('/settings', { country: 'DE' })
  })
})

describe('holidays', () => {
  const names = async (query: string, who = mia) =>
    (await who.get(`/holidays?${query}`)).body.items.map(
      (one: { date: string; name: string; kind: string }) => `${one.date} ${one.name} ${one.kind}`,
    )

  test('are those of the firm, with the days on which it is closed, or of any region', async () => {
    await app.admin.patch('/settings', { holidays: { country: 'DE', state: 'BY', region: 'KATH' } })
    const outing = { from: '2027-08-14', to: '2027-08-16', name: 'Betriebsausflug' }
    const { body: closure } = await app.admin.post('/closures', outing)
    expect(await names('from=2027-08-01&to=2027-08-15')).toEqual([
      '2027-08-14 Betriebsausflug closure',
      '2027-08-15 Mariä Himmelfahrt public',
      '2027-08-15 Betriebsausflug closure',
    ])
    expect(await names('from=2027-08-15&to=2027-08-15&country=DE&state=HE')).toEqual([
      '2027-08-15 Betriebsausflug closure',
    ])
    const moved = await app.admin.patch(
      `/closures/${closure.id}`,
      { to: '2027-08-14' },
      { 'if-match': '"1"' },
    )
    expect(moved.body).toMatchObject({ to: '2027-08-14', name: 'Betriebsausflug', version: 2 })
    expect((await app.admin.patch(`/closures/${closure.id}`, { to: '2027-08-01' })).status).toBe(422)
    expect((await app.admin.remove(`/closures/${closure.id}`)).status).toBe(204)
    expect((await mia.get('/closures')).body.items).toEqual([])
    await app.admin.patch('/settings', { holidays: { country: 'DE', state: null, region: null } })
  })

  test('come in the language of whoever asks, half days marked', async () => {
    await mia.patch('/session', { language: 'en' })
    const christmas = await names('from=2027-12-24&to=2027-12-25&country=DE')
    expect(christmas).toEqual(['2027-12-24 Christmas Eve half', '2027-12-25 Christmas Day public'])
  })

  test('are told for ten years at most, and never backwards', async () => {
    expect((await mia.get('/holidays?from=2027-01-01&to=2026-01-01')).status).toBe(422)
    expect((await mia.get('/holidays?from=2000-01-01&to=2100-01-01')).status).toBe(422)
    expect((await mia.get('/holidays?from=x&to=y')).status).toBe(422)
  })
})
