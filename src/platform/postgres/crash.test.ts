import { Client } from 'pg'
import { expect, test } from 'vitest'

import type { Connection } from './address.ts'
import { ask, childrenOf, postmasterOf, startStandIn, temporaryFolder } from './stand-in.ts'
import { SEED } from '../../../test/seed.ts'

const rounds = Number(process.env['KONTOR_CRASH_ROUNDS'] ?? 6)

/**
 * Writers commit pairs of rows while everything, or the postmaster alone, is killed. A row whose commit was
 * answered must be there afterwards, and no pair may be half.
 */
test(`no acknowledged row is lost in ${rounds} kills (seed ${SEED})`, async () => {
  const random = generator(SEED)
  const folder = await temporaryFolder()
  const acknowledged = new Set<number>()
  for (let round = 0; round < rounds; round++) {
    const kontor = await startStandIn(folder.path)
    await ask(kontor.connection, 'CREATE TABLE IF NOT EXISTS pair (id int, half int)')
    await check(kontor.connection, acknowledged)
    const everything = random() < 0.5
    let commits = 20 + Math.floor(random() * 200)
    const killed = Promise.withResolvers<void>()
    const onCommit = (id: number) => {
      acknowledged.add(id)
      if (--commits === 0)
        kill(kontor.process.pid ?? 0, folder.path, everything).then(killed.resolve, killed.reject)
    }
    const writers = [0, 1, 2, 3].map((lane) => write(kontor.connection, (round * 4 + lane) * 1e6, onCommit))
    await Promise.all([...writers, killed.promise])
    await kontor.kill()
  }
  const last = await startStandIn(folder.path)
  await check(last.connection, acknowledged)
  expect(acknowledged.size).toBeGreaterThan(rounds * 20)
  await last.stop()
  await folder.remove()
})

async function check(connection: Connection, acknowledged: Set<number>): Promise<void> {
  const pairs = `SELECT id, count(*)::int AS halves FROM pair GROUP BY id`
  const query = `SELECT coalesce(array_agg(id), '{}') AS ids, count(*) FILTER (WHERE halves <> 2)::int AS broken
    FROM (${pairs}) AS pair`
  const { ids, broken } = await ask<{ ids: number[]; broken: number }>(connection, query)
  const found = new Set(ids)
  expect([...acknowledged].filter((id) => !found.has(id))).toEqual([])
  expect(broken).toBe(0)
}

/** Commits until the server is gone. */
async function write(connection: Connection, first: number, onCommit: (id: number) => void): Promise<void> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (let id = first; ; id++) {
      await client.query('BEGIN')
      await client.query('INSERT INTO pair VALUES ($1, 1)', [id])
      await client.query('INSERT INTO pair VALUES ($1, 2)', [id])
      await client.query('COMMIT')
      onCommit(id)
    }
  } catch {
    await client.end().catch(() => undefined)
  }
}

async function kill(kontor: number, dataDir: string, everything: boolean): Promise<void> {
  const postmaster = await postmasterOf(dataDir)
  const victims = everything
    ? [kontor, postmaster, ...childrenOf(kontor), ...childrenOf(postmaster)]
    : [postmaster]
  for (const pid of new Set(victims)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it ended before its turn
    }
  }
}

/** mulberry32: small, and the same on every machine. */
function generator(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
