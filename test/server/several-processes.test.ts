import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { openHouse } from '../../src/app/house.ts'
import type { OpenHouse } from '../../src/app/house.ts'
import { openLog } from '../../src/app/log.ts'
import { createDatabase, urlOf } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { ADMIN, endPrograms, startProgram } from '../program.ts'
import type { Program } from '../program.ts'
import { SERVERS, startServer } from '../servers.ts'

describe.each(SERVERS.filter((server) => server.there))('several processes on $name', (row) => {
  let server: Awaited<ReturnType<typeof startServer>>
  let database: TestDatabase
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let one: Program
  let other: Program
  let client: Client

  beforeAll(async () => {
    server = await startServer(row)
    database = await createDatabase('', server.connection)
    folder = await temporaryFolder()
    const surroundings = { dataDir: folder.path, env: { DATABASE_URL: urlOf(database.connection) } }
    ;[one, other] = await Promise.all([startProgram(surroundings), startProgram(surroundings)])
    client = new Client(database.connection)
    await client.connect()
  })

  afterAll(async () => {
    await client.end()
    endPrograms()
    await database.drop()
    await server.stop()
    await folder.remove()
  })

  test('started at once they migrate once and make one administrator', async () => {
    const { rows } = await client.query(
      'select count(*)::int as n, count(distinct name)::int as d from migration',
    )
    expect(rows[0].n).toBe(rows[0].d)
    const users = await client.query('select email from app_user')
    expect(users.rows).toEqual([{ email: ADMIN.email }])
  })

  test('what one changes, those who listen to the other hear', async () => {
    const stream = await fetch(`${other.address}/api/v1/stream`, { headers: { cookie: other.cookie } })
    const heard = hear(stream, 'contact.created')
    const { body } = await one.call('POST', '/contacts', { kind: 'company', companyName: 'Löwen-Apotheke' })
    expect(await heard).toMatchObject({ kind: 'contact', id: (body as { id: string }).id })
    const found = await other.call('GET', '/contacts?q=loewen')
    expect(found.body).toMatchObject({ items: [{ displayName: 'Löwen-Apotheke' }] })
  })

  test('both end cleanly', async () => {
    const ends = await Promise.all([one.stop(), other.stop()])
    expect(ends.map(({ code }) => code)).toEqual([0, 0])
  })

  test('a job runs once, and goes on in the other process when its own ends', async () => {
    const worker = () => openWorker(database.connection as Connection, folder.path)
    const [first, second] = await Promise.all([worker(), worker()])
    const { rows } = await client.query('select id from app_user')
    const by = await first.house.actor(rows[0].id, 'web')
    if (!by) throw new Error('there is no administrator')
    await client.query('create table step (number int, worker int)')
    const id = await first.house.db
      .transaction()
      .execute((tx) => first.house.jobs.start(tx as never, by, { kind: 'steps', title: 'steps', input: {} }))
    const began = await Promise.race([first.began, second.began])
    await (began === first.number ? first : second).house.close()
    await (began === first.number ? second : first).done
    await (began === first.number ? second : first).house.close()
    const steps = await client.query('select number from step order by number')
    expect(steps.rows.map((step) => step.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const job = await client.query('select state, done from job where id = $1', [id])
    expect(job.rows).toEqual([{ state: 'done', done: 8 }])
  })
})

let workers = 0

/** A process' worth of job runner whose only work takes eight steps and waits in the third until it is told to end. */
async function openWorker(connection: Connection, dataDir: string) {
  const number = ++workers
  const config = readConfig({ KONTOR_DATA_DIR: `${dataDir}/${number}`, KONTOR_LOG: 'silent' })
  const house: OpenHouse = await openHouse(config, connection, openLog('silent'))
  const began = Promise.withResolvers<number>()
  const done = Promise.withResolvers<void>()
  const steps: Work = {
    kind: 'steps',
    async run({ checkpoint, save }: Running<never>) {
      const last = (checkpoint as { last: number } | null)?.last ?? 0
      for (let step = last + 1; step <= 8; step++) {
        await house.db.transaction().execute(async (tx) => {
          await tx
            .insertInto('step' as never)
            .values({ number: step, worker: number })
            .execute()
          await save(tx as never, { done: step, total: 8, checkpoint: { last: step } })
        })
        began.resolve(number)
        if (last === 0 && step === 3) await new Promise((resolve) => setTimeout(resolve, 200))
      }
      setTimeout(done.resolve, 200)
    },
  }
  await house.jobs.work(house as never, [steps], [])
  return { number, house, began: began.promise, done: done.promise }
}

/** The first live change with this action that comes over the stream. */
async function hear(stream: Response, action: string): Promise<unknown> {
  let text = ''
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    for (const [, data] of text.matchAll(/^data: (\{.*\})$/gm)) {
      const event = JSON.parse(data ?? '{}') as { action?: string }
      if (event.action === action) return event
    }
  }
  return undefined
}
