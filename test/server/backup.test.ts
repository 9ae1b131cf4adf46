import { mkdir, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { addSampleData } from '#features/setup/server/sample-data.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import { folderStore, openFiles } from '#platform/files.ts'
import { migrate } from '#platform/migrate.ts'
import { reachPostgres } from '#platform/postgres/reach.ts'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { openHouse } from '../../src/app/house.ts'
import { openLog } from '../../src/app/log.ts'
import { createDatabase, createMigratedDatabase, urlOf } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { ADMIN, endPrograms, runProgram, startProgram } from '../program.ts'
import { SERVERS, startServer } from '../servers.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(async () => {
  endPrograms()
  await folder.remove()
})

const CONTENT = ['Angebot für Müller\n', 'Ein zweites', '\0\u0001 keine Buchstaben'.repeat(100_000)]

/** Fills a database with the sample firm, files, a job that waits, a mail that waits and words that need care. */
async function fill(connection: ClientConfig, dataDir: string): Promise<void> {
  await migrate(connection as Connection)
  const config = readConfig({ KONTOR_DATA_DIR: dataDir })
  const house = await openHouse(config, connection as Connection, openLog('error'))
  await house.db.transaction().execute(async (tx) => {
    const firm = { language: 'de', firm: { name: 'Muster' } } as const
    const by = await setUp(tx, { ...firm, admin: { name: 'Ada', ...ADMIN } })
    await createContact(tx, by, {
      kind: 'company',
      companyName: 'Zeile\\n und \t Tab & "Quote" \\. Ende',
      description: 'erste\nzweite\r\n\\N \\. 😀',
    })
    await addSampleData(tx, by, house as never)
    await house.jobs.start(tx as never, by, { kind: 'import', title: 'Einlesen', input: { file: 1 } })
    await tx
      .insertInto('mail')
      .values({
        id: by.id,
        recipient: 'a@example.com',
        subject: 's',
        body: 'b',
        state: 'waiting',
        error: null,
        sentAt: null,
      })
      .execute()
  })
  const files = await openFiles(
    house.db as never,
    folderStore(join(dataDir, 'files')),
    join(dataDir, 'uploads'),
  )
  for (const text of CONTENT)
    await files.keep(Buffer.from(text), { name: 'x', type: 'text/plain', limit: 1e8 })
  await house.close()
}

/** Rows and a hash over the content of every table, and what waits in the queue. */
async function contentOf(connection: ClientConfig): Promise<Record<string, string>> {
  const client = new Client({ ...connection, options: '-c timezone=UTC' })
  await client.connect()
  const { rows } = await client.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  const content: Record<string, string> = {}
  for (const { name } of rows) {
    const hashed = await client.query(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text collate "C"), '')) as is
       from ${name} t ${name === 'mail' ? 'where false' : ''} ${name === 'setting' ? "where key <> 'last-backup'" : ''}`,
    )
    content[name] = hashed.rows[0].is
  }
  const keys = await client.query(
    `select count(*)::text as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  content['foreign keys'] = keys.rows[0].n
  await client.end()
  return content
}

async function ask<R>(connection: ClientConfig, text: string): Promise<R[]> {
  const client = new Client(connection)
  await client.connect()
  return client
    .query(text)
    .then(({ rows }) => rows as R[])
    .finally(() => client.end())
}

describe.each(SERVERS.filter((server) => server.there))('a backup of $name', (row) => {
  let server: Awaited<ReturnType<typeof startServer>>
  let database: TestDatabase
  let archive: string
  let before: Record<string, string>
  const dataDir = () => join(folder.path, `data ${row.name}`)

  beforeAll(async () => {
    server = await startServer(row)
    database = await createDatabase('', server.connection)
    await fill(database.connection, dataDir())
    before = await contentOf(database.connection)
    archive = join(folder.path, `${row.name}.tar.gz`)
    const env = { DATABASE_URL: urlOf(database.connection) }
    expect(await runProgram(['backup', archive], { dataDir: dataDir(), env })).toMatchObject({ code: 0 })
  })
  afterAll(async () => {
    await database.drop()
    await server.stop()
  })

  test('nobody else may read it, and nothing else is left', async () => {
    expect((await stat(archive)).mode & 0o077).toBe(0)
    expect((await readdir(folder.path)).filter((name) => name.includes('.part'))).toEqual([])
  })

  test('comes back whole into an empty data folder', async () => {
    const target = join(folder.path, `Büro ${row.name}`)
    const { code, output } = await runProgram(['restore', archive], { dataDir: target })
    expect(output).toContain('restored')
    expect(code).toBe(0)
    const postgres = await reachPostgres({ dataDir: target })
    expect(await contentOf(postgres.connection)).toEqual(before)
    expect(await ask(postgres.connection, `select state from mail where body = 'b'`)).toEqual([
      { state: 'not sent' },
    ])
    expect(
      await ask(postgres.connection, `select data ->> 'jobId' as id from pgboss.job where name = 'work'`),
    ).toEqual(await ask(postgres.connection, `select id::text from job where state = 'queued'`))
    const store = folderStore(join(target, 'files'))
    for (const { hash } of await ask<{ hash: string }>(postgres.connection, 'select hash from blob'))
      expect(await readFile(join(target, 'files', hash.slice(0, 2), hash), 'utf8')).toBeOneOf(CONTENT)
    expect(await store.has('0'.repeat(64))).toBe(false)
    await postgres.stop()
    const program = await startProgram({ dataDir: target })
    expect((await program.call('GET', '/contacts?q=hausverwaltung')).status).toBe(200)
    await program.stop()
  })

  test('comes back whole into an empty database of a server, and into no other', async () => {
    const empty = await createDatabase()
    const env = { DATABASE_URL: urlOf(empty.connection) }
    const target = join(folder.path, `other ${row.name}`)
    expect(await runProgram(['restore', archive], { dataDir: target, env })).toMatchObject({ code: 0 })
    expect(await contentOf(empty.connection)).toEqual(before)
    const again = await runProgram(['restore', archive], { dataDir: target, env })
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('not empty') })
    expect(await contentOf(empty.connection)).toEqual(before)
    await empty.drop()
  })

  test('can be tried without a trace', async () => {
    const target = join(folder.path, 'nothing here')
    const { code, output } = await runProgram(['restore', '--verify', archive], { dataDir: target })
    expect(output).toContain('it can be restored')
    expect(code).toBe(0)
    await expect(stat(target)).rejects.toThrow(/ENOENT/)
  })
})

describe('beside a running Kontor', () => {
  /** The first that needs it makes it: a first start takes long. */
  const dataDir = () => join(folder.path, 'running')

  test('a backup is of one moment, however busy everybody is', async () => {
    const program = await startProgram({ dataDir: dataDir() })
    let busy = true
    let made = 0
    const working = Promise.all(
      [1, 2, 3].map(async (worker) => {
        while (busy) {
          const { status } = await program.call('POST', '/contacts', {
            kind: 'company',
            companyName: `Firma ${worker} ${made}`,
          })
          if (status === 201) made += 1
        }
      }),
    )
    while (made < 10) await program.call('GET', '/contacts')
    const archive = join(folder.path, 'busy.tar.gz')
    expect(await runProgram(['backup', archive], { dataDir: dataDir() })).toMatchObject({ code: 0 })
    busy = false
    await working
    expect((await program.stop()).code).toBe(0)
    const target = join(folder.path, 'calm')
    expect(await runProgram(['restore', archive], { dataDir: target })).toMatchObject({ code: 0 })
    const postgres = await reachPostgres({ dataDir: target })
    const [counts] = await ask<{ contacts: number; entries: number }>(
      postgres.connection,
      `select (select count(*)::int from contact) as contacts,
         (select count(*)::int from journal where action = 'contact.created') as entries`,
    )
    await postgres.stop()
    expect(counts?.contacts).toBe(counts?.entries)
    expect(counts?.contacts).toBeGreaterThanOrEqual(10)
    expect(counts?.contacts).toBeLessThanOrEqual(made)
  })

  test('doctor, user and backup work on its database, and with nothing running', async () => {
    const program = await startProgram({ dataDir: dataDir() })
    const kontor = (...args: string[]) => runProgram(args, { dataDir: dataDir() })
    expect(await kontor('doctor')).toMatchObject({ code: 0, output: expect.stringContaining('✓ PostgreSQL') })
    const added = await kontor('user', 'add', 'bo@example.com', '--name', 'Bo Böhm', '--role', 'guest')
    const password = /password is (\S+)/.exec(added.output)?.[1]
    const signIn = () => program.call('POST', '/session', { email: 'bo@example.com', password })
    expect((await signIn()).status).toBeLessThan(300)
    expect((await kontor('user', 'list')).output).toContain('bo@example.com  guest  Bo Böhm')
    expect(await kontor('user', 'deactivate', 'bo@example.com')).toMatchObject({ code: 0 })
    expect((await program.call('GET', '/session')).status).toBe(401)
    expect((await signIn()).status).toBe(401)
    await program.stop()
    expect(await kontor('user', 'password', 'nobody@example.com')).toMatchObject({ code: 1 })
    expect(await kontor('user', 'add', 'no address')).toMatchObject({ code: 1 })
    expect(await kontor('user')).toMatchObject({ code: 2 })
    expect(await kontor('backup', join(folder.path, 'at rest.tar.gz'))).toMatchObject({ code: 0 })
    expect((await kontor('doctor')).output).toContain('✓ the last backup is of')
  })

  test('a backup that cannot be written says why in one line', async () => {
    const { code, output } = await runProgram(['backup', join(folder.path, 'no such folder', 'x.tar.gz')], {
      dataDir: dataDir(),
    })
    expect(code).toBe(1)
    expect(output.split('\n').filter((line) => line && !line.startsWith('table '))).toEqual([
      expect.stringMatching(/^kontor: ENOENT: no such file or directory, open '.*no such folder/),
    ])
  })

  test('a damaged file is found by doctor, and named by the backup that goes without it', async () => {
    const dataDir = join(folder.path, 'rot')
    const database = await createMigratedDatabase()
    await fill(database.connection, dataDir)
    const [{ hash } = { hash: '' }] = await ask<{ hash: string }>(
      database.connection,
      'select hash from blob',
    )
    await writeFile(join(dataDir, 'files', hash.slice(0, 2), hash), 'other bytes')
    const surroundings = { dataDir, env: { DATABASE_URL: urlOf(database.connection) } }
    const doctor = await runProgram(['doctor', '--full'], surroundings)
    expect(doctor).toMatchObject({ code: 1, output: expect.stringContaining('✗ 1 of 3 files') })
    const backup = await runProgram(['backup', join(folder.path, 'rot.tar.gz')], surroundings)
    expect(backup).toMatchObject({ code: 1, output: expect.stringContaining(hash) })
    const target = { dataDir: join(folder.path, 'rot restored') }
    expect(await runProgram(['restore', join(folder.path, 'rot.tar.gz')], target)).toMatchObject({ code: 0 })
    await database.drop()
  })
})

describe('a damaged archive is refused with nothing done', () => {
  const target = () => join(folder.path, 'untouched')
  const attempt = async (archive: string) => {
    const { code, output } = await runProgram(['restore', archive], { dataDir: target() })
    expect(code).toBe(1)
    expect(output).toMatch(/damaged|not one of Kontor's/)
    expect(await readdir(target()).catch(() => [])).toEqual([])
  }
  const bytes = () => readFile(join(folder.path, 'the newest PostgreSQL.tar.gz'))

  test.each([0.1, 0.5, 0.99, 0.9999])('cut off at %d of its length', async (share) => {
    const whole = await bytes()
    const archive = join(folder.path, 'cut.tar.gz')
    await writeFile(archive, whole)
    await truncate(archive, Math.floor(whole.length * share))
    await attempt(archive)
  })

  test.each([0.05, 0.4, 0.7, 0.95])('with another byte at %d of its length', async (share) => {
    const altered = await bytes()
    const at = Math.floor(altered.length * share)
    altered[at] = (altered[at] ?? 0) ^ 0x55
    const archive = join(folder.path, 'altered.tar.gz')
    await writeFile(archive, altered)
    await attempt(archive)
  })

  test('and so is a folder, a text, and an archive that is not there', async () => {
    await writeFile(join(folder.path, 'text.tar.gz'), 'no archive')
    await attempt(join(folder.path, 'text.tar.gz'))
    await mkdir(target(), { recursive: true })
    expect(await runProgram(['restore', join(folder.path, 'nowhere')], { dataDir: target() })).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no'),
    })
    await rm(target(), { recursive: true })
  })

  test('a folder that holds anything is left alone', async () => {
    await mkdir(target(), { recursive: true })
    await writeFile(join(target(), 'my.txt'), 'mine')
    const archive = join(folder.path, 'the newest PostgreSQL.tar.gz')
    const { code, output } = await runProgram(['restore', archive], { dataDir: target() })
    expect(code).toBe(1)
    expect(output).toContain('my.txt')
    expect(await readdir(target())).toEqual(['my.txt'])
  })
})
