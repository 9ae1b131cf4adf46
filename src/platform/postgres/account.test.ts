import { cpSync, readdirSync, statSync } from 'node:fs'
import { chmod, chown, lchown, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { chooseAccount } from './account.ts'
import { bundled, readyBundle } from './binaries.ts'
import { elsewhere } from './home.ts'
import { run } from './run.ts'
import { ask, postmasterOf, startStandIn, temporaryFolder } from './stand-in.ts'
import { startPostgres } from './supervisor.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeEach(async () => {
  folder = await temporaryFolder()
})

afterEach(() => folder.remove())

/** A user whom every Unix has, who is neither root nor one we would choose by ourselves. */
const daemon = { name: 'daemon', uid: 1, gid: 1 }

describe.runIf(process.getuid?.() === 0)('started by root', () => {
  /** Not in a home that is closed to others: there no other user can run what stands here. */
  const testOfAnother = test.runIf(isOpen(process.execPath) && isOpen(import.meta.dirname))

  test('the server runs under somebody with a name who is not root', async () => {
    const postgres = await startPostgres({ dataDir: folder.path })
    const account = await chooseAccount([])
    expect((await stat(`/proc/${await postmasterOf(folder.path)}`)).uid).toBe(account?.uid)
    expect((await stat(join(folder.path, 'postgres'))).mode & 0o777).toBe(0o700)
    await expect(run('ls', [postgres.connection.host], daemon)).rejects.toThrow(/Permission denied/)
    await postgres.stop()
  })

  test('the owner of the data folder is preferred', async () => {
    await chown(folder.path, daemon.uid, daemon.gid)
    const postgres = await startPostgres({ dataDir: folder.path })
    expect((await stat(`/proc/${await postmasterOf(folder.path)}`)).uid).toBe(daemon.uid)
    await postgres.stop()
  })

  test('a cluster that root copied here is given back to the account', async () => {
    const first = await startPostgres({ dataDir: folder.path })
    await first.stop()
    await giveToRoot(join(folder.path, 'postgres'))
    const second = await startPostgres({ dataDir: folder.path })
    expect(await ask(second.connection, 'SELECT 1 AS one')).toEqual({ one: 1 })
    await second.stop()
  })

  test('below a closed folder the cluster lives elsewhere, says so once, and stays there', async () => {
    const closed = join(folder.path, 'root')
    await mkdir(closed, { mode: 0o700 })
    const dataDir = join(closed, 'data')
    const said: string[] = []
    const start = () => startPostgres({ dataDir, log: (line) => said.push(line) })
    const first = await start()
    const home = dirname(await realpath(join(dataDir, 'postgres')))
    await ask(first.connection, 'CREATE TABLE word AS SELECT 1 AS one')
    await first.stop()
    await chmod(closed, 0o711)
    const second = await start()
    expect(await ask(second.connection, 'SELECT one FROM word')).toEqual({ one: 1 })
    await second.stop()
    expect(home.startsWith(elsewhere)).toBe(true)
    expect(said).toEqual([expect.stringContaining(`the database lives in ${home}`)])
    await rm(home, { recursive: true })
  })

  test('binaries below a closed folder and without links are copied once, and run', async () => {
    const closed = join(folder.path, 'root')
    await mkdir(closed, { mode: 0o700 })
    const bundle = { ...bundled(), folder: join(closed, 'native') }
    cpSync(bundled().folder, bundle.folder, { recursive: true, filter: (path) => !isLink(path) })
    const home = join(folder.path, 'home')
    await mkdir(home, { mode: 0o711 })
    const account = await chooseAccount([])
    const binaries = await readyBundle(bundle, home, account)
    expect(await readyBundle(bundle, home, account)).toEqual(binaries)
    expect(readdirSync(home)).toEqual([`postgresql-${bundle.version}`])
    const kontor = await startStandIn(join(folder.path, 'data'), {
      env: { KONTOR_POSTGRES_BIN: binaries.bin },
    })
    const sorted = `SELECT 'ä' < 'b' COLLATE "de-x-icu" AS umlaut_sorts_as_in_german`
    expect(await ask(kontor.connection, sorted)).toEqual({ umlaut_sorts_as_in_german: true })
    await kontor.stop()
  })

  testOfAnother('a normal user starts it too, and root and another user do not mix it up', async () => {
    await chown(folder.path, daemon.uid, daemon.gid)
    const kontor = await startStandIn(folder.path, daemon)
    await ask(kontor.connection, 'CREATE TABLE word AS SELECT 1 AS one')
    expect((await stat(`/proc/${await postmasterOf(folder.path)}`)).uid).toBe(daemon.uid)
    await kontor.stop()
    const again = await startStandIn(folder.path, daemon)
    expect(await ask(again.connection, 'SELECT one FROM word')).toEqual({ one: 1 })
    await again.stop()
    const byRoot = await startPostgres({ dataDir: folder.path })
    expect(await ask(byRoot.connection, 'SELECT one FROM word')).toEqual({ one: 1 })
    await byRoot.stop()
    const afterRoot = await startStandIn(folder.path, daemon)
    await afterRoot.stop()
    await chmod(folder.path, 0o777)
    await expect(startStandIn(folder.path, { uid: 2, gid: 2 })).rejects.toThrow('may not write')
  })

  testOfAnother('a user without a name is told so, since PostgreSQL would not run', async () => {
    const nobodyKnows = { uid: 2_000_000_001, gid: 2_000_000_001 }
    await chown(folder.path, nobodyKnows.uid, nobodyKnows.gid)
    await expect(startStandIn(folder.path, nobodyKnows)).rejects.toThrow('has no entry in /etc/passwd')
  })
})

/** Whether everybody may go down to here. */
function isOpen(path: string): boolean {
  return (statSync(path).mode & 0o001) !== 0 && (path === '/' || isOpen(dirname(path)))
}

const links = new Set(['libicuuc.so.60', 'libicui18n.so.60', 'libicudata.so.60', 'libpq.so.5'])

function isLink(path: string): boolean {
  return links.has(path.slice(path.lastIndexOf('/') + 1))
}

async function giveToRoot(path: string): Promise<void> {
  await lchown(path, 0, 0)
  if (!(await stat(path)).isDirectory()) return
  for (const name of await readdir(path)) await giveToRoot(join(path, name))
}
