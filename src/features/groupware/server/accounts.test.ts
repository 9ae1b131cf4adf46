import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { readSecret } from '#platform/secrets.ts'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { MemoryGroupware } from '../../../../test/groupware/memory.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { makeFolder } from './make-folder.ts'

let app: TestApp
let anna: Person
let ben: Person
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
})
afterAll(() => app.close())

const ACCESS = {
  kind: 'open',
  address: 'Anna@Example.de',
  password: 'streng geheim',
  imap: { host: 'imap.example.de', port: 993, security: 'tls' },
  caldav: { url: 'https://dav.example.de/' },
}
const connect = async (who: Person, input: object = {}) => {
  const { status, body } = await who.post('/groupware/accounts', { ...ACCESS, ...input })
  expect(status).toBe(201)
  return body
}

describe('an account', () => {
  test('belongs to who connected it; nobody but administrators learns of it', async () => {
    const { id, ...made } = await connect(anna)
    expect(made).toMatchObject({
      ownerName: 'Anna Amsel',
      name: 'Anna@Example.de',
      address: 'anna@example.de',
      userName: 'Anna@Example.de',
      smtp: null,
      state: 'ok',
      counts: { appointment: 0, conflicts: 0 },
    })
    expect((await ben.get(`/groupware/accounts/${id}`)).status).toBe(404)
    expect((await ben.get('/groupware/accounts')).body.items).toEqual([])
    expect((await ben.get('/groupware/accounts?all=true')).body.items).toEqual([])
    expect((await app.admin.get('/groupware/accounts')).body.items).toEqual([])
    expect((await app.admin.get('/groupware/accounts?all=true')).body.items).toHaveLength(1)
    expect((await app.admin.patch(`/groupware/accounts/${id}`, { name: 'Meins' })).status).toBe(403)
    expect((await (await app.person('guest')).get('/groupware/accounts')).status).toBe(403)
  })

  test('keeps its password sealed, says it nowhere and forgets it in the end', async () => {
    const { id, version } = await connect(anna)
    const { config, db } = app.house
    const kept = await readSecret(db, config, `groupware.${id}`)
    expect(kept).toContain('streng geheim')
    const { rows } = await sql<{ sealed: string }>`
      select sealed from secret where name = ${`groupware.${id}`}`.execute(db)
    expect(rows[0]?.sealed).not.toContain('geheim')
    const changed = await anna.patch(`/groupware/accounts/${id}`, { password: 'noch strenger' })
    expect(changed.body.version).toBe(version + 1)
    const said = [
      changed.body,
      (await anna.get(`/groupware/accounts/${id}`)).body,
      (await app.admin.get('/audit?limit=200')).body,
      (await anna.get(`/groupware/accounts/${id}/log`)).body,
    ]
    expect(JSON.stringify(said)).not.toMatch(/geheim|strenger/)
    expect((await anna.remove(`/groupware/accounts/${id}`)).status).toBe(204)
    expect(await readSecret(db, config, `groupware.${id}`)).toBeUndefined()
  })

  test('of a group is shared by its members', async () => {
    const group = (await app.admin.post('/groups', { name: 'Büro', members: [anna.by.id, ben.by.id] })).body
    const { id, ownerName } = await connect(anna, { ownerId: group.id })
    expect(ownerName).toBe('Büro')
    expect((await ben.patch(`/groupware/accounts/${id}`, { name: 'Posteingang' })).body.name).toBe(
      'Posteingang',
    )
    const carla = await app.person('user', 'Carla Cranach')
    expect((await carla.post('/groupware/accounts', { ...ACCESS, ownerId: group.id })).status).toBe(422)
  })

  test('is changed by one after the other, rests and goes on', async () => {
    const { id, version } = await connect(anna)
    const path = `/groupware/accounts/${id}`
    const smtp = { host: 'smtp.example.de', port: 465, security: 'tls' }
    const after = (await anna.patch(path, { smtp, caldav: null, options: { daysBack: 31 } })).body
    expect(after).toMatchObject({ smtp, caldav: null, options: { daysBack: 31, daysAhead: 730 } })
    expect((await anna.patch(path, { name: 'Zu spät' }, { 'if-match': `"${version}"` })).status).toBe(412)
    expect((await anna.post(`${path}/pause`)).body.state).toBe('paused')
    expect((await anna.post(`${path}/resume`)).body.state).toBe('ok')
    const log = (await anna.get(`${path}/log?limit=2`)).body
    expect(log.items.map((line: { action: string }) => line.action)).toEqual(['resumed', 'paused'])
    const rest = (await anna.get(`${path}/log?limit=2&cursor=${log.nextCursor}`)).body
    expect(rest.items.map((line: { action: string }) => line.action)).toEqual(['connected'])
  })

  test.each([
    [{ imap: null, caldav: null }, 'imap'],
    [{ imap: { host: 'imap example', port: 993, security: 'tls' } }, 'imap.host'],
    [{ imap: { host: 'imap.example.de', port: 0, security: 'tls' } }, 'imap.port'],
    [{ caldav: { url: 'ftp://example.de' } }, 'caldav.url'],
    [{ address: 'anna' }, 'address'],
    [{ password: '' }, 'password'],
  ])('with %o is refused at its field', async (input, path) => {
    const { status, body } = await anna.post('/groupware/accounts', { ...ACCESS, ...input })
    expect([status, body.errors[0].path]).toEqual([422, path])
  })
})

describe('servers in the own network', () => {
  test('are not asked before an administrator allows it', async () => {
    const trial = { ...ACCESS, imap: null, caldav: { url: 'http://127.0.0.1:9/' } }
    const { servers } = (await anna.post('/groupware/test', trial)).body
    expect(servers).toEqual([expect.objectContaining({ server: 'caldav', reason: 'private-address' })])
  })
})

describe.runIf(hasRadicale && hasDovecot)('real servers', () => {
  let dav: Radicale
  let mail: Dovecot
  beforeAll(async () => {
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    ;[dav, mail] = await Promise.all([startRadicale(), startDovecot()])
    await dav.makeCalendar('ada', 'termine', ['VEVENT'])
    await dav.makeBook('ada', 'leute')
  })
  afterAll(() => Promise.all([dav.stop(), mail.stop()]))

  const access = (password: string) => ({
    kind: 'open',
    address: 'ada@example.de',
    userName: 'ada',
    password,
    imap: { host: '127.0.0.1', port: mail.port, security: 'none' },
    caldav: { url: dav.url },
    carddav: { url: dav.url },
  })

  test('are tried one by one, and each says what is wrong', async () => {
    const reasons = async (input: object) => {
      const { servers } = (await anna.post('/groupware/test', input)).body
      return Object.fromEntries(
        servers.map((one: { server: string; reason: string }) => [one.server, one.reason]),
      )
    }
    expect(await reasons(access('geheim'))).toEqual({ imap: null, caldav: null, carddav: null })
    expect(await reasons(access('falsch'))).toEqual({
      imap: 'password',
      caldav: 'password',
      carddav: 'password',
    })
    const nobody = { host: '127.0.0.1', port: 9, security: 'none' }
    expect(await reasons({ ...access('geheim'), imap: nobody })).toMatchObject({ imap: 'no-answer' })
  })

  test('say what they have, and the user says what it is for', async () => {
    const { id } = await connect(anna, access('geheim'))
    const path = `/groupware/accounts/${id}/collections`
    expect((await anna.get(path)).body.items).toEqual([])
    const { items } = (await anna.post(`${path}/refresh`)).body
    const calendar = items.find((one: { area: string }) => one.area === 'appointment')
    expect(calendar).toMatchObject({ role: 'none', main: true, writable: true })
    expect(items.map((one: { area: string }) => one.area)).toEqual(
      expect.arrayContaining(['appointment', 'contact', 'mail']),
    )
    expect((await anna.put(`${path}/${calendar.id}`, { role: 'sync' })).body.role).toBe('sync')
    expect((await ben.put(`${path}/${calendar.id}`, { role: 'sync' })).status).toBe(404)
    const inbox = items.find((one: { area: string }) => one.area === 'mail')
    expect((await anna.put(`${path}/${inbox.id}`, { role: 'sync' })).status).toBe(422)
    const again = (await anna.post(`${path}/refresh`)).body.items
    expect(again.find((one: { id: string }) => one.id === calendar.id).role).toBe('sync')
    const tried = (await anna.post(`/groupware/accounts/${id}/test`)).body.servers
    expect(tried.every((one: { reason: string | null }) => one.reason === null)).toBe(true)
  })

  test('get a folder for what is to be taken over, once, and not under a name that serves something else', async () => {
    const { id } = await connect(anna, access('geheim'))
    const path = `/groupware/accounts/${id}/collections`
    const make = (who: Person, name: string) => who.post(path, { area: 'mail', name })
    const { status, body } = await make(anna, ' Kontor ')
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ area: 'mail', name: 'Kontor', role: 'import' }),
    ])
    expect((await make(anna, 'Kontor')).body.id).toBe(body.id)
    await anna.put(`${path}/${body.id}`, { role: 'none' })
    expect((await make(anna, 'Kontor')).body).toMatchObject({ id: body.id, role: 'import' })
    const { items } = (await anna.get(`${path}?area=mail`)).body
    expect(items.filter((one: { name: string }) => one.name === 'Kontor')).toHaveLength(1)
    expect((await make(anna, 'Trash')).body.errors).toMatchObject([{ path: 'name', code: 'folder_in_use' }])
    expect((await make(anna, '  ')).status).toBe(422)
    expect((await make(anna, 'Zwei\nZeilen')).status).toBe(422)
    // Into a mailbox only its own people reach, whoever administrates.
    expect((await make(ben, 'Kontor')).status).toBe(404)
    expect((await make(app.admin, 'Kontor')).status).toBe(404)
  })
})

describe('a folder', () => {
  const folderIn = (accountId: string, open: () => Promise<Groupware>, name = 'Kontor') =>
    makeFolder(app.house as never, anna.by, { open, accountId, name })

  test('is made in any mailbox through the port, and not twice', async () => {
    const { id } = await connect(anna)
    const mailbox = new MemoryGroupware()
    const made = await folderIn(id, async () => mailbox)
    expect(made).toMatchObject({ name: 'Kontor', role: 'import' })
    expect(await folderIn(id, async () => mailbox)).toEqual(made)
    mailbox.trouble = () => 'cut after'
    await expect(folderIn(id, async () => mailbox, 'Neu')).rejects.toMatchObject({
      code: 'groupware.unreachable',
    })
    mailbox.trouble = () => undefined
    expect(await folderIn(id, async () => mailbox, 'Neu')).toMatchObject({ name: 'Neu', role: 'import' })
    expect(await mailbox.collections('mail')).toHaveLength(2)
  })

  test('is nothing that files can have', async () => {
    const { id } = await connect(anna, { kind: 'file', name: 'Dateien' })
    const { body } = await anna.post(`/groupware/accounts/${id}/collections`, {
      area: 'mail',
      name: 'Kontor',
    })
    expect(body.code).toBe('groupware.unsupported')
  })
})
