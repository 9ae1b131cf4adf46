import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { createUser } from '#features/users/server/users.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import type { By } from '#kernel/rights.ts'
import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { openHouse } from '../src/app/house.ts'
import type { OpenHouse } from '../src/app/house.ts'
import { openLog } from '../src/app/log.ts'
import type { Person, TestApp } from '../test/app.ts'
import { connect } from '../test/groupware/desk.ts'
import type { Desk } from '../test/groupware/desk.ts'
import { fillCalendar, makeLinks, syncKilled } from '../test/groupware/many-events.ts'

// What the engine of the groupware costs beside server and connector: the first sync of a calendar, killed on its way,
// what it holds in memory with ten times as many events, and a run in which nothing is another.
// `node bench/sync.ts --events 10000`

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000' } } })
const events = Number(values.events)
const KILLS = 3
const UNCHANGED = 10_000
const RUNS = 20
const say = (line: string) => process.stdout.write(`${line}\n`)
setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

const dataDir = await mkdtemp(join(tmpdir(), 'kontor-bench-sync-'))
const postgres = await startPostgres({ dataDir })
await migrate(postgres.connection)
const house = await openHouse(
  readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error' }),
  postgres.connection,
  openLog('error'),
)
const app = { house } as unknown as TestApp
try {
  const admin = await begin(house)
  await nothingChanged(await deskOf(admin, 'quiet'))
  await firstSync(await deskOf(admin, 'warm'), 200)
  const few = await firstSync(await deskOf(admin, 'few'), events / 10)
  const many = await firstSync(await deskOf(admin, 'many'), events)
  say(`memory of ${events} events against ${events / 10}: ${(many / few).toFixed(2)} times (2 at most)`)
} finally {
  await house.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

function begin({ db }: OpenHouse): Promise<By> {
  return db.transaction().execute((tx) =>
    setUp(tx, {
      language: 'de',
      firm: { name: 'Muster GmbH' },
      holidays: { country: 'DE' },
      admin: { name: 'Ada Admin', email: 'ada@example.com', password: 'correct horse battery' },
    }),
  )
}

/** A user of their own, whose calendar nobody has looked at yet. */
async function deskOf(admin: By, name: string): Promise<Desk> {
  const input = {
    email: `${name}@example.com`,
    name,
    role: 'user' as const,
    password: 'correct horse battery',
  }
  const { id } = await house.db.transaction().execute((tx) => createUser(tx, admin, input))
  const by = await house.actor(id, 'groupware')
  if (!by) throw new Error('no such user')
  return connect(app, { by } as Person)
}

/** The most that was reachable above what stood there before, in bytes. */
async function firstSync(desk: Desk, count: number): Promise<number> {
  fillCalendar(desk, count)
  collect()
  const base = process.memoryUsage().heapUsed
  let most = 0
  const { changes } = pages(desk, () => {
    collect()
    most = Math.max(most, process.memoryUsage().heapUsed - base)
  })
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  const runs = await syncKilled(desk, { events: count, kills: KILLS })
  const { user, system } = process.cpuUsage(cpu)
  const { rows } = await sql<{ links: number; records: number }>`
    select count(*)::int as links, count(distinct record_id)::int as records from groupware_link
    where account_id = ${desk.accountId}`.execute(house.db)
  const [{ links, records } = { links: 0, records: 0 }] = rows
  if (links !== count || records !== count) throw new Error(`${links} links, ${records} records of ${count}`)
  const [all, ours] = [performance.now() - from, (user + system) / 1000].map((ms) => (ms / 1000).toFixed(1))
  say(
    `${count} events, killed ${runs - 1} times: ${changes()} pages, at most ${desk.groupware.most} items each, ` +
      `${all} s, ours ${ours} s, holds ${(most / 2 ** 20).toFixed(1)} MiB`,
  )
  return most
}

/** Looks at each page that is asked for, on whatever run. */
function pages(desk: Desk, look: () => void): { changes: () => number } {
  const { calls } = desk.groupware
  const push = calls.push.bind(calls)
  calls.push = (...names) => {
    if (names.includes('changes')) look()
    return push(...names)
  }
  return { changes: () => calls.filter((call) => call === 'changes').length }
}

async function nothingChanged(desk: Desk): Promise<void> {
  await makeLinks(app, desk, UNCHANGED)
  await desk.setOptions({ automatic: { appointment: true, task: false, mail: false } })
  await desk.run()
  const own: number[] = []
  const before = desk.groupware.calls.length
  for (let n = 0; n < RUNS; n++) {
    const cpu = process.cpuUsage()
    await desk.run()
    const { user, system } = process.cpuUsage(cpu)
    own.push((user + system) / 1000)
  }
  const requests = (desk.groupware.calls.length - before) / RUNS
  const sorted = own.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (RUNS - 1))] ?? 0).toFixed(1)
  say(
    `${UNCHANGED} unchanged events: ${requests} request a run, ours ${at(0.5)} ms in the middle, ${at(1)} ms at most (50 at most)`,
  )
}
