import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { jobDone } from '../../../../../test/jobs.ts'
import { patchOf } from '../../bulk.ts'
import type { BulkChange } from '../../bulk.ts'
import { SEED } from '../../../../../test/seed.ts'

const ROUNDS = Number(process.env['KONTOR_ROUNDS'] ?? 6)
const PEOPLE = 40

let app: TestApp
let mine: Person
let other: Person
let types: string[]
let temperatures: string[]
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia Mein')
  other = await app.person('user', 'Otto Ander')
  const idsOf = async (path: string) =>
    (await mine.get(path)).body.items.map((item: { id: string }) => item.id)
  types = await idsOf('/contact-types')
  temperatures = await idsOf('/temperatures')
  for (const [name, type] of [
    ['Rang', 'number'],
    ['Notiz', 'text'],
  ])
    await app.admin.post('/custom-fields', { name, type, appliesTo: 'both' })
})
afterAll(() => app.close())

/** A small random stream, the same for the same seed. */
function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const some = <T>(list: readonly T[]): T[] => list.filter(() => next() < 0.4)
  return { next, pick, some }
}
type Random = ReturnType<typeof randomOf>

const TAGS = ['Ärzte', 'Zoo', 'Messe', 'alt', 'Öl', 'Äpfel']

function contactOf({ pick, some, next }: Random, n: number, fields: string[]) {
  const details = some([
    { kind: 'email', value: `P${n}@Example.de` },
    { kind: 'phone', value: '0221/1234-0' },
    { kind: 'address', value: { street: 'Weg', houseNumber: '1', postalCode: '50667', city: 'Köln' } },
  ])
  return {
    kind: pick(['person', 'company']),
    firstName: pick(['Anna', 'Bernd', 'Öl']),
    companyName: next() < 0.5 ? `Firma ${n % 7}` : `Größe ${n}`,
    details,
    tags: some(TAGS),
    managers: [...some([mine.by.id, other.by.id])],
    visibility: pick(['managers', 'read', 'write', 'write']),
    typeId: pick([null, ...types]),
    class: pick([null, 'A', 'B']),
    custom: Object.fromEntries(some(fields).map((key) => [key, key === 'rang' ? 7 : 'Müller'])),
  }
}

function changeOf({ pick, some, next }: Random, fields: string[]): BulkChange {
  const change: BulkChange = {}
  if (next() < 0.6) change.addTags = some(TAGS)
  if (next() < 0.6) change.removeTags = some(TAGS)
  if (next() < 0.3) change.managers = some([mine.by.id, other.by.id])
  else if (next() < 0.5)
    Object.assign(change, { addManagers: some([other.by.id]), removeManagers: some([mine.by.id]) })
  if (next() < 0.4) change.visibility = pick(['managers', 'read', 'write'])
  if (next() < 0.4) change.typeId = pick([null, ...types])
  if (next() < 0.4) change.temperatureId = pick([null, ...temperatures])
  if (next() < 0.4) change.industry = pick([null, 'Bau', 'Handel'])
  if (next() < 0.5)
    change.custom = Object.fromEntries(
      some(fields).map((key) => [key, key === 'rang' ? pick([3, null]) : pick(['neu', null])]),
    )
  change.class = pick([null, 'A', 'B', 'C'])
  return change
}

/** Every contact but what every write changes; lists whose order says nothing are sorted. */
async function rows(): Promise<unknown[]> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(r) - array['version', 'updated_at', 'updated_by', 'tag_ids'] ||
      jsonb_build_object('tags', array(select unnest(tag_ids) order by 1)) as row
    from contact r order by id`.execute(app.house.db)
  return rows.map(({ row }) => row)
}

test(`random changes of many, undone, leave every contact as it was (seed ${SEED})`, async () => {
  const random = randomOf(SEED)
  const fields = (await mine.get('/custom-fields')).body.items.map((field: { key: string }) => field.key)
  for (let n = 0; n < PEOPLE; n++) {
    const made = await app.admin.post('/contacts', contactOf(random, n, fields))
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
  for (let round = 0; round < ROUNDS; round++) {
    const before = await rows()
    const change = changeOf(random, fields)
    const filter = random.pick([{}, { class: ['A', 'B', 'none'] }, { q: 'firma' }, { tag: ['Messe'] }])
    const { body: told } = await mine.post('/contacts/bulk/preview', { filter, ...change })
    if (told.total === 0) continue
    const words = JSON.stringify({ round, filter, change })
    const started = await mine.post('/contacts/bulk', { filter, ...change })
    expect(started.status, words).toBe(202)
    const { result } = await jobDone(mine, started.body.id)
    expect(result, words).toMatchObject({
      changed: told.changeable,
      unchanged: told.unchanged,
      left: told.notAllowed + told.refused,
    })
    const undo = await mine.post(`/runs/${started.body.id}/undo`)
    const { result: undone } = await jobDone(mine, undo.body.id)
    expect(undone, words).toMatchObject({ changed: told.changeable, left: 0 })
    expect(await rows(), words).toEqual(before)
  }
})

test('a contact of many is changed as it would be alone', async () => {
  const random = randomOf(SEED + 1)
  const fields = (await mine.get('/custom-fields')).body.items.map((field: { key: string }) => field.key)
  const input = contactOf(random, 1, fields)
  const create = async () =>
    (await mine.post('/contacts', { ...input, kind: 'company', managers: [mine.by.id] })).body
  for (let round = 0; round < ROUNDS; round++) {
    const [alone, many] = [await create(), await create()]
    const change = changeOf(random, fields)
    await mine.patch(`/contacts/${alone.id}`, patchOf(change, alone))
    await jobDone(mine, (await mine.post('/contacts/bulk', { ids: [many.id], ...change })).body.id)
    const read = async (id: string) => {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(r) - array['id', 'created_at', 'updated_at', 'last_activity_at'] as row
        from contact r where id = ${id}`.execute(app.house.db)
      return rows[0]?.row
    }
    expect(await read(many.id), JSON.stringify(change)).toEqual(await read(alone.id))
  }
})
