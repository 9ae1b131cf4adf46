import { randomUUIDv7 } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { PlanPreview } from '#features/visits/proposal.ts'
import { PROPOSE_JOB, proposeWork } from '#features/visits/server/plans/propose-plan.ts'
import { previewWork } from '#features/visits/server/plans/preview-plan.ts'
import { createPlan } from '#features/visits/server/plans/save-plan.ts'
import { visitPlanNew } from '#features/visits/visit-plan.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { runJob } from '#platform/run-job.ts'
import { openHouse } from '../src/app/house.ts'
import type { OpenHouse } from '../src/app/house.ts'
import { openLog } from '../src/app/log.ts'
import { works } from '../src/app/worker.ts'
import { generate } from './generate.ts'

// What the preview of a plan with twelve monthly dates costs through the program, with the holidays of sixteen states,
// absences, a closure and a limit to the day, and what proposing them costs, against bare COPY of what was proposed into
// the same table with the same indexes; for all but the first number only the preview, to see how it grows.
// `node bench/visit-preview.ts --customers 10000 --customers 100000`

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', multiple: true, default: ['10000', '100000'] },
    rounds: { type: 'string', default: '5' },
    cache: { type: 'string', default: join(tmpdir(), 'kontor-bench') },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const DATES = 12
/** So many customers has one who visits. */
const EACH = 250

const previews: number[] = []
for (const [at, count] of options.customers.entries())
  previews.push(await measured(Number(count), { writes: at === 0 }))
const [small, big] = previews
const [less, more] = options.customers.map(Number)
if (small && big && less && more)
  say(`${more / less} times the customers take ${(big / small).toFixed(1)} times as long`)

/** The median time of a preview. */
async function measured(customers: number, { writes }: { writes: boolean }): Promise<number> {
  const { dataDir } = await generate({ cache: options.cache, rows: customers, seed: 1, say })
  const postgres = await startPostgres({ dataDir })
  await migrate(postgres.connection)
  const house = await openHouse(
    readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error' }),
    postgres.connection,
    openLog('error'),
  )
  const client = new pg.Client(postgres.connection)
  await client.connect()
  try {
    const plan = await planOf(house, client, Math.ceil(customers / EACH))
    const preview = await timed(Number(options.rounds), () => plan.preview())
    const { total, shifted, unplacedCount } = plan.last()
    if (total !== customers * DATES) throw new Error(`${customers * DATES - total} dates were lost`)
    say(
      `${customers} customers × ${DATES}: preview ${preview.toFixed(0)} ms, ${shifted} moved, ${unplacedCount} without a day`,
    )
    if (!writes) return preview
    const propose = await timed(1, () => plan.propose())
    const copied = await copy(client)
    say(
      [
        `COPY of the same rows ${copied.toFixed(0)} ms, the preview ${(preview / copied).toFixed(2)} of it (5 is the limit)`,
        `propose ${propose.toFixed(0)} ms, ${(propose / copied).toFixed(1)} of it`,
      ].join(', '),
    )
    return preview
  } finally {
    await client.query('delete from visit_plan; delete from absence; delete from closure')
    await client.end()
    await house.close()
    await postgres.stop()
  }
}

/** A plan for all contacts, with as many people to visit them as it takes. */
async function planOf(house: OpenHouse, client: pg.Client, people: number) {
  const { rows } = await client.query<{ id: string }>(`select id from app_user where role = 'admin' limit 1`)
  const by = await house.actor(rows[0]?.id ?? '', 'job')
  if (!by) throw new Error('There is no administrator.')
  await staff(client, people)
  const input = visitPlanNew.parse({
    name: 'Messung',
    rhythm: { every: 1, unit: 'month' },
    count: DATES,
    startDate: '2027-01-04',
    first: 'spread',
    filter: {},
    assigneeRule: 'manager',
    sample: { title: 'Besuch bei {company}', startTime: '08:00', durationMinutes: 30 },
    holidays: { country: 'DE', onHoliday: 'nearest', whose: 'both' },
    workdays: [1, 2, 3, 4, 5],
    capacityPerDay: 14,
    minimumGapDays: 7,
  })
  const { id } = await house.db.transaction().execute((tx) => createPlan(tx as never, by, input))
  const job = { planId: id, joining: true }
  let seen: PlanPreview | undefined
  return {
    last: () => seen as PlanPreview,
    async preview() {
      seen = (await previewWork.run({ house, by, input: job } as never)) as PlanPreview
    },
    async propose() {
      const jobId = await house.db.transaction().execute(async (tx) => {
        const started = { kind: PROPOSE_JOB, title: 'Messung', input: job }
        const made = await house.jobs.start(tx as never, by, started)
        await openRun(tx, by, { id: made, kind: 'plan', title: 'Messung', jobId: made })
        return made
      })
      await runJob(house as never, [...works, proposeWork], jobId, new AbortController().signal)
    },
  }
}

async function staff(client: pg.Client, people: number): Promise<void> {
  const ids = Array.from({ length: people }, () => randomUUIDv7())
  await client.query(`insert into principal (id, kind) select unnest($1::uuid[]), 'user'`, [ids])
  await client.query(
    `insert into app_user (id, email, name, role, language)
     select id, id || '@example.com', 'Person ' || n, 'user', 'de' from unnest($1::uuid[]) with ordinality u(id, n)`,
    [ids],
  )
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query(
    `update contact set manager_ids = array[who], reader_ids = reader_ids || who
     from (select id as one, ($1::uuid[])[1 + row_number() over (order by id) % $2] as who from contact) s
     where one = id`,
    [ids, people],
  )
  await client.query('commit')
  await client.query(
    `insert into absence (id, user_id, from_day, to_day, kind)
     select gen_random_uuid(), u, d, d + 9, 'vacation'
     from unnest($1::uuid[]) with ordinality s(u, n), generate_series(1, 3) k,
       lateral (select date '2027-01-04' + ((n * 37 + k * 113) % 365)::integer as d) x`,
    [ids],
  )
  await client.query(
    `insert into closure (id, from_day, to_day, name) values (gen_random_uuid(), '2027-12-24', '2027-12-31', 'Ruhe')`,
  )
  await client.query('vacuum analyze contact')
  await client.query('analyze')
}

/** Puts back what was proposed. */
async function copy(client: pg.Client): Promise<number> {
  const pieces: Buffer[] = []
  const out = client.query(copyTo('copy visit to stdout'))
  for await (const piece of out as AsyncIterable<Buffer>) pieces.push(piece)
  return timed(3, async () => {
    await client.query('truncate visit cascade')
    const start = performance.now()
    await pipeline(Readable.from(pieces), client.query(copyFrom('copy visit from stdin')))
    return performance.now() - start
  })
}

/** The median of several rounds; a round that times a part of itself says how long that took. */
async function timed(rounds: number, work: () => Promise<number | void>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const own = await work()
    times.push(own ?? performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)[rounds >> 1] ?? 0
}
