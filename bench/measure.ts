import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import { connectionSettings } from '#platform/database.ts'
import type { BenchData } from './generate.ts'
import type { KontorProcess } from './kontor-process.ts'
import { cpuOf, treeOf } from './processes.ts'
import type { Task } from './requests.ts'
import { tasksOn } from './requests.ts'
import type { Statement } from './spy.ts'
import { openWire } from './wire.ts'
import type { Reply, Wire } from './wire.ts'

/** A database that is measured: its program, a connection to each door, its tasks. */
export interface Side {
  data: BenchData
  kontor: KontorProcess
  tasks: Task[]
  wire: Wire
  driver: pg.Client
  created: string[]
  close(): Promise<void>
}

/** What one task cost on one database. */
export interface Measured {
  http: { median: number; p95: number }
  /** The same requests a second time, to be compared with the driver. */
  again: { median: number; p95: number }
  driver: { median: number; p95: number }
  /** Statements a request sends, on average. */
  statements: number
  /** Rows in an answer, on average. */
  rows: number
  /** Processor milliseconds a request: of the program, of the database. */
  cpu: { program: number; database: number }
}

export async function openSide(data: BenchData, kontor: KontorProcess): Promise<Side> {
  const driver = new pg.Client(connectionSettings(kontor.connection))
  await driver.connect()
  const wire = await openWire(kontor.port)
  const created: string[] = []
  return {
    data,
    kontor,
    tasks: await tasksOn(data, kontor),
    wire,
    driver,
    created,
    async close() {
      wire.close()
      await driver.query('delete from contact where id = any($1)', [created])
      await driver.end()
    },
  }
}

/** A task on several databases in turns, so that a busy moment of the machine slows all of them. */
export async function measure(
  sides: Side[],
  at: number,
  { rounds, batch }: { rounds: number; batch: number },
) {
  const runs = sides.map((side) => newRun(side, side.tasks[at] as Task))
  for (const run of runs) for (let n = 0; n < batch; n++) await ask(run)
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) await askBatch(run, batch)
    for (const run of runs) await replayBatch(run, batch)
  }
  return runs.map((run): Measured => ({
    http: spread(run.http),
    again: spread(run.again),
    driver: spread(run.driver),
    statements: run.statements / (rounds * batch),
    rows: run.rows / run.asked,
    cpu: { program: run.program / (rounds * batch), database: run.database / (rounds * batch) },
  }))
}

function newRun(side: Side, task: Task) {
  const last: Reply | undefined = undefined as Reply | undefined
  const times: Record<'http' | 'again' | 'driver', number[]> = { http: [], again: [], driver: [] }
  return { side, task, last, ...times, statements: 0, asked: 0, rows: 0, program: 0, database: 0 }
}
type Run = ReturnType<typeof newRun>

async function ask(run: Run, request = run.task.next(run.last)): Promise<number> {
  const { ms, reply } = await run.side.wire.send(request)
  if (reply.status !== run.task.status) {
    throw new Error(`${request.method} ${request.path}: ${reply.status} ${JSON.stringify(reply.body)}`)
  }
  if (request.method === 'POST') run.side.created.push(reply.body.id)
  run.last = reply
  run.asked++
  run.rows += reply.body.items?.length ?? 1
  return ms
}

async function askBatch(run: Run, batch: number): Promise<void> {
  const { kontor } = run.side
  const database = await treeOf(kontor.postmaster)
  const before = { program: (await kontor.tell('quiet')).cpu, database: await cpuOf(database) }
  for (let n = 0; n < batch; n++) run.http.push(await ask(run))
  run.program += (await kontor.tell('quiet')).cpu - before.program
  // A process of the database that ended meanwhile took its time with it.
  run.database += Math.max(0, (await cpuOf(database)) - before.database)
}

/**
 * Asks, listening to the statements; then, what it needs being in memory, asks the same once more and sends the same
 * statements through the bare driver, in turns first and last.
 */
async function replayBatch(run: Run, batch: number): Promise<void> {
  const { kontor } = run.side
  for (let n = 0; n < batch; n++) {
    const since = Date.now()
    const request = run.task.next(run.last)
    await kontor.tell('record')
    await ask(run, request)
    const statements = renewed((await kontor.tell('quiet')).statements, since)
    run.statements += statements.length
    const again = request.method === 'GET' ? request : undefined
    if (n % 2 === 0) run.again.push(await ask(run, again))
    run.driver.push(await replay(run, statements))
    if (n % 2 === 1) run.again.push(await ask(run, again))
  }
}

async function replay({ side }: Run, statements: Statement[]): Promise<number> {
  const started = performance.now()
  // As the driver sends them by itself: what Kontor spares by keeping statements shows in its own time only.
  for (const { text, values } of statements) await side.driver.query({ text, values })
  return performance.now() - started
}

/** Ids that were made for the request are made anew, so that what it wrote can be written once more. */
function renewed(statements: Statement[], since: number): Statement[] {
  const fresh = new Map<string, string>()
  const renew = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
          const made = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
          if (made < since) return id
          if (!fresh.has(id)) fresh.set(id, randomUUIDv7())
          return fresh.get(id) ?? id
        })
      : value
  return statements.map((statement) => ({ ...statement, values: statement.values.map(renew) }))
}

export function spread(times: number[]): { median: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}
