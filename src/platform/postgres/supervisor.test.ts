import { spawn } from 'node:child_process'
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { Problem } from '#kernel/problem.ts'

import { isRunning } from './processes.ts'
import { ask, childrenOf, postmasterOf, startStandIn, temporaryFolder } from './stand-in.ts'
import { startPostgres } from './supervisor.ts'
import type { EmbeddedPostgres, PostgresOptions } from './supervisor.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let started: EmbeddedPostgres[] = []

beforeEach(async () => {
  folder = await temporaryFolder()
})

afterEach(async () => {
  for (const postgres of started) await postgres.stop()
  started = []
  await folder.remove()
})

async function start(options: Partial<PostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir: folder.path, ...options })
  started.push(postgres)
  return postgres
}

test('the first start makes the cluster, a later one finds what was written', async () => {
  const first = await start()
  await ask(first.connection, 'CREATE TABLE word AS SELECT 1 AS one')
  await first.stop()
  const second = await start()
  expect(await ask(second.connection, 'SELECT one FROM word')).toEqual({ one: 1 })
})

test('the cluster is durable, checked, closed to the network, and sorts alike on every machine', async () => {
  const { connection } = await start()
  const names = [
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'data_checksums',
    'listen_addresses',
    'jit',
  ]
  const settings = names.map((name) => `current_setting('${name}') AS ${name}`).join()
  expect(await ask(connection, `SELECT ${settings}`)).toEqual({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    listen_addresses: '',
    jit: 'off',
  })
  const locale = `SELECT datlocprovider AS provider, datlocale AS locale, pg_encoding_to_char(encoding) AS encoding
    FROM pg_database WHERE datname = current_database()`
  expect(await ask(connection, locale)).toEqual({ provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' })
})

test.runIf(process.platform === 'linux')('an umlaut is a letter to trigrams', async () => {
  const { connection } = await start()
  await ask(connection, 'CREATE EXTENSION pg_trgm')
  expect(await ask(connection, `SELECT cardinality(show_trgm('ü')) AS trigrams`)).toEqual({ trigrams: 2 })
})

test('spaces, umlauts, quotes and commas in the path do no harm', async () => {
  const { connection } = await start({ dataDir: join(folder.path, `Büro "Süd", o'clock`) })
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('a path too long for a socket gets a short folder for it', async () => {
  const { connection } = await start({ dataDir: join(folder.path, 'ü'.repeat(60)) })
  expect(Buffer.byteLength(connection.host)).toBeLessThan(90)
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
  await started.pop()?.stop()
  await rm(connection.host, { recursive: true })
})

test('settings in local.conf win', async () => {
  const first = await start()
  await first.stop()
  await writeFile(join(folder.path, 'postgres/local.conf'), 'max_connections = 33\n', { mode: 0o644 })
  const { connection } = await start()
  expect(await ask(connection, 'SHOW max_connections')).toEqual({ max_connections: '33' })
})

test('by TCP, as on Windows, it asks for its password', async () => {
  const first = await start({ transport: 'tcp' })
  await first.stop()
  const { connection } = await start({ transport: 'tcp' })
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
  await expect(ask({ ...connection, password: 'wrong' }, 'SELECT 1')).rejects.toThrow(
    /password authentication/,
  )
})

test('stopping twice is stopping once, and leaves no process', async () => {
  const postgres = await start()
  const pid = await postmasterOf(folder.path)
  await Promise.all([postgres.stop(), postgres.stop()])
  await postgres.stop()
  expect(isRunning(pid)).toBe(false)
})

test('a server that dies by itself is started again', async () => {
  const { connection } = await start()
  process.kill(await postmasterOf(folder.path), 'SIGKILL')
  await expect.poll(() => ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('a second Kontor on the folder is told who has it, in this process and in another', async () => {
  const other = await startStandIn(folder.path)
  const refused = await start().catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Problem)
  expect(refused).toMatchObject({ code: 'data_folder.in_use' })
  expect(String(refused)).toContain(`in use by process ${other.process.pid}`)
  await other.stop()
  await start()
  await expect(start()).rejects.toThrow(`in use by process ${process.pid}`)
})

test('data of another major version is refused and left alone', async () => {
  const postgres = await start()
  await postgres.stop()
  const version = join(folder.path, 'postgres/PG_VERSION')
  await writeFile(version, '15\n')
  await expect(start()).rejects.toMatchObject({ code: 'postgres.other_major' })
  expect(await readFile(version, 'utf8')).toBe('15\n')
})

test('a first start that was interrupted begins anew', async () => {
  await mkdir(join(folder.path, 'postgres.draft/base'), { recursive: true })
  const { connection } = await start()
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('Kontor killed, the server ends by itself', async () => {
  const kontor = await startStandIn(folder.path)
  const pid = await postmasterOf(folder.path)
  await kontor.kill()
  await expect.poll(() => isRunning(pid)).toBe(false)
})

test('a server that outlived its Kontor is taken over', async () => {
  const pid = await orphan()
  const { connection } = await start()
  expect(await postmasterOf(folder.path)).toBe(pid)
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('a server with other settings or binaries is ended and started anew', async () => {
  const pid = await orphan()
  await writeFile(join(folder.path, 'postgres/postmaster.opts'), '/elsewhere/bin/postgres "-D" "."\n')
  await start()
  expect(isRunning(pid)).toBe(false)
  expect(await postmasterOf(folder.path)).not.toBe(pid)
})

test('a process that has got the number of a dead server does not keep it from starting', async () => {
  const kontor = await startStandIn(folder.path)
  const pidFile = join(folder.path, 'postgres/postmaster.pid')
  const lines = await readFile(pidFile, 'utf8')
  const { uid, gid } = await stat(pidFile)
  await kontor.stop()
  const stranger = spawn('sleep', ['60'], { uid, gid })
  await writeFile(pidFile, lines.replace(/^\d+/, String(stranger.pid)))
  await chown(pidFile, uid, gid)
  const { connection } = await start()
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
  expect(isRunning(stranger.pid ?? 0)).toBe(true)
  stranger.kill()
})

test('everything killed, it starts as if nothing had happened', async () => {
  const kontor = await startStandIn(folder.path)
  const postmaster = await postmasterOf(folder.path)
  const all = [...childrenOf(kontor.process.pid ?? 0), ...childrenOf(postmaster)]
  for (const pid of all) process.kill(pid, 'SIGKILL')
  await kontor.kill()
  const { connection } = await start()
  expect(await ask(connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

/** Kills Kontor and, first, the watchdog that would end the server. */
async function orphan(): Promise<number> {
  const kontor = await startStandIn(folder.path)
  for (const pid of childrenOf(kontor.process.pid ?? 0, 'kontor.pid')) process.kill(pid, 'SIGKILL')
  await kontor.kill()
  return postmasterOf(folder.path)
}
