import pg from 'pg'
import { EVERYONE } from '#kernel/rights.ts'
import type { BenchData } from './generate.ts'
import type { KontorProcess } from './kontor-process.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import type { Reply, Request } from './wire.ts'

/** Something people do all day: how to ask for it the next time, knowing the answer of the last time. */
export interface Task {
  name: string
  /** Processor time it may cost, in milliseconds. */
  cpuLimit?: number
  status: number
  /** Answers of 10,000 contacts are so much shorter that how their times grow says nothing. */
  isUneven?: boolean
  next(last: Reply | undefined): Request
}

/** All tasks of the bench on one database, drawn with its seed. */
export async function tasksOn(data: BenchData, kontor: KontorProcess): Promise<Task[]> {
  const { tokens } = data
  const ids = (where: string) =>
    idsOf(kontor, `select id from contact where ${where} order by md5(id::text) limit 1000`)
  const { headOffice, guests } = data.world
  const all = await ids('true')
  const most = await ids(`reader_ids && '{${EVERYONE},${headOffice}}'`)
  const few = await ids(`reader_ids @> '{${guests[1]}}'`)
  const thousand = await ids(`reader_ids @> '{${guests[2]}}'`)
  const random = randomOf(data.world.seed, -1)
  return [
    ...reading('admin', tokens.admin, all, data, random),
    ...reading('99 %', tokens.most, most, data, random),
    // Ten contacts here and a thousand there: empty pages against full ones.
    ...reading('0.1 %', tokens.few, few, data, random).map(uneven),
    // The same page of both.
    ...reading('1,000 rows', tokens.thousand, thousand, data, random),
    creating(data, random),
    updating(data, all, random),
  ]
}

function reading(who: string, token: string, ids: string[], data: BenchData, random: Random): Task[] {
  const { types, tags, managers } = data.world
  const get = (path: string): Request => ({ method: 'GET', path, token })
  const page = (name: string, query: () => string): Task => ({
    name: `${name} · ${who}`,
    cpuLimit: 8,
    status: 200,
    next: pages(get, query),
  })
  const one = (ids: string[], most: number) => random.one(ids.slice(0, most))
  const filter = (most: number) => () =>
    `type=${one(types, most)}&tag=${one(tags, most)}&manager=${one(managers, most)}&sort=displayName`
  const search = (q: string) => page(q, () => `q=${encodeURIComponent(q)}`)
  return [
    { name: `by id · ${who}`, cpuLimit: 2, status: 200, next: () => get(`/contacts/${random.one(ids)}`) },
    page('list by name', () => 'sort=displayName'),
    // The commonest fill a page of 50 at 10,000, too; of any three there are 7 there and 48 on a page of a million.
    page('list by type, tag, manager', filter(2)),
    uneven(page('list by any type, tag, manager', filter(Infinity))),
    search('*müll*'),
    search('O*'),
    search('Schmit~'),
  ]
}

const uneven = (task: Task): Task => ({ ...task, isUneven: true })

/** A list is opened and scrolled through for up to ten pages, then opened anew. */
function pages(get: (path: string) => Request, query: () => string): Task['next'] {
  let [turned, current] = [0, query()]
  return (last) => {
    const cursor: string | null = last?.body.nextCursor ?? null
    turned = cursor && turned < 10 ? turned + 1 : 0
    if (turned === 0) current = query()
    return get(`/contacts?limit=50&${current}${turned > 0 ? `&cursor=${cursor}` : ''}`)
  }
}

function creating({ tokens, world }: BenchData, random: Random): Task {
  return {
    name: 'create',
    status: 201,
    next: () => ({
      method: 'POST',
      path: '/contacts',
      token: tokens.many,
      body: {
        kind: 'person',
        firstName: 'Gerda',
        lastName: 'Müllermann',
        position: 'Einkauf',
        typeId: random.one(world.types),
        tags: ['Gruppe 1', 'Gruppe 7'],
        visibility: 'read',
        details: [
          { kind: 'email', value: `gerda.${random.below(1e9)}@example.com` },
          { kind: 'phone', category: 'mobile', value: `0171 ${1_000_000 + random.below(9_000_000)}` },
        ],
      },
    }),
  }
}

function updating({ tokens }: BenchData, ids: string[], random: Random): Task {
  return {
    name: 'update',
    status: 200,
    next: () => ({
      method: 'PATCH',
      path: `/contacts/${random.one(ids)}`,
      token: tokens.admin,
      body: { position: `Einkauf ${random.below(1e6)}` },
    }),
  }
}

async function idsOf(kontor: KontorProcess, sql: string): Promise<string[]> {
  const client = new pg.Client(kontor.connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(sql)
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}
