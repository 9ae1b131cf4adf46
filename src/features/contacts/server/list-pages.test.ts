import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayRead } from '#kernel/rights.ts'
import { matches } from '#kernel/search-match.ts'
import { parseQuery } from '#kernel/search.ts'
import type { By } from '#kernel/rights.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { Page } from '#platform/list.ts'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { createGroup } from '#features/users/server/groups.ts'
import type { ContactChange } from '../contact.ts'
import type { ContactListQuery } from '../contact-list.ts'
import { contactListQuery } from '../contact-list.ts'
import { changeContact } from './change-contact.ts'
import { contactSelection, contactSource, marksOf } from './contact-source.ts'
import { createContact } from './create-contact.ts'
import { deleteContact, eraseContact, restoreContact } from './delete-contact.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

// Every page of every list is what a naive reading of the same rows says, however the list finds its rows.

let app: TestApp
let people: By[]
/** Whom contacts are given to: two users, the guest, a group the guest is in. */
let managers: string[]
let rows: Row[]

interface Row {
  id: string
  kind: 'person' | 'company'
  visibility: 'managers' | 'read' | 'write'
  managers: string[]
  typeId: string | null
  tags: string[]
  search: string
  displayName: string
  createdAt: string
  deleted: boolean
}

const SORTS = ['displayName', '-displayName', 'createdAt', '-createdAt'] as const
const SEARCHES = [undefined, 'müll', '*er', 'O*', 'Meier~', 'm?ller otto'] as const

beforeAll(async () => {
  app = await startApp()
  const guest = await app.person('guest')
  const [one, other] = [await app.person('user'), await app.person('user')]
  const group = await app.house.db
    .transaction()
    .execute((tx) => createGroup(tx, app.admin.by, { name: 'Messe', members: [guest.by.id] }))
  people = [app.admin.by, one.by, other.by, { ...guest.by, principals: [guest.by.id, group.id] }]
  managers = [one.by.id, other.by.id, guest.by.id, group.id]
  await fill()
  rows = await naiveRows()
})
afterAll(() => app.close())

const someManagers = fc.subarray([0, 1, 2, 3], { minLength: 1 })
const LATER = ['left alone', 'handed over', 'renamed', 'tagged', 'binned', 'restored', 'erased'] as const

/** Few names, so that many rows have the same sort key; made in one moment, so that times are the same too. */
async function fill(): Promise<void> {
  const random = fc.sample(
    fc.record({
      kind: fc.constantFrom('person' as const, 'company' as const),
      name: fc.constantFrom('Müller', 'Mueller', 'Meyer', 'Mayr', 'Otto', 'Maier & Otto', 'Schulze'),
      tags: fc.subarray(['rot', 'blau', 'grün']),
      type: fc.nat(2),
      managers: someManagers,
      visibility: fc.constantFrom('managers' as const, 'managers' as const, 'read' as const),
      later: fc.constantFrom(...LATER),
      others: someManagers,
    }),
    { numRuns: 250, seed: SEED },
  )
  const types = await app.house.db
    .selectFrom('label')
    .select('id')
    .where('list', '=', 'contact-types')
    .execute()
  await app.house.db.transaction().execute(async (tx) => {
    for (const { kind, name, type, managers: first, others, later, ...rest } of random) {
      const nameIn = (text: string) => (kind === 'person' ? { lastName: text } : { companyName: text })
      const { id } = await createContact(tx, app.admin.by, {
        kind,
        ...nameIn(name),
        ...rest,
        typeId: types[type]?.id ?? null,
        managers: idsOf(first),
      })
      const change = (to: ContactChange) => changeContact(tx, app.admin.by, { id, change: to })
      if (later === 'handed over') await change({ managers: idsOf(others) })
      if (later === 'renamed') await change(nameIn('Ottomeyer'))
      if (later === 'tagged') await change({ tags: ['rot', 'grün'] })
      if (!['binned', 'restored', 'erased'].includes(later)) continue
      await deleteContact(tx, app.admin.by, { id })
      if (later === 'restored') await restoreContact(tx, app.admin.by, id)
      if (later === 'erased') await eraseContact(tx, app.admin.by, id)
    }
  })
}

const idsOf = (some: number[]): string[] => some.flatMap((at) => managers[at] ?? [])

async function naiveRows(): Promise<Row[]> {
  const { rows: found } = await sql<Row>`
    select id, kind, visibility, manager_ids as managers, type_id, search, display_name, created_at,
      array(select name from label where id = any(tag_ids)) as tags, deleted_at is not null as deleted,
      sort_key
    from contact`.execute(app.house.db)
  return found
}

function naive(by: By, query: ContactListQuery): string[] {
  const terms = parseQuery(query.q ?? '')
  const fits = (row: Row) =>
    !row.deleted &&
    mayRead(by, row) &&
    (!query.kind || row.kind === query.kind) &&
    (!query.type ||
      query.type.some((type) => (type === 'none' ? row.typeId === null : row.typeId === type))) &&
    (query.tag ?? []).every((tag) => row.tags.includes(tag)) &&
    (!query.manager || row.managers.includes(query.manager === 'me' ? by.id : query.manager)) &&
    matches(terms, row.search)
  const sort = query.sort ?? 'displayName'
  const key = (row: Row & { sortKey?: string }) =>
    sort.endsWith('displayName') ? (row.sortKey ?? '') : row.createdAt
  const order = (a: Row, b: Row) => {
    const [left, right] = [key(a), key(b)]
    return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1
  }
  const ids = rows
    .filter(fits)
    .sort(order)
    .map(({ id }) => id)
  return sort.startsWith('-') ? ids.reverse() : ids
}

const asked = fc.record({
  person: fc.nat(3),
  sort: fc.constantFrom(...SORTS),
  limit: fc.constantFrom(1, 3, 7, 50, 200),
  skip: fc.constantFrom(0, 1, 20, 120, 400),
  q: fc.constantFrom(...SEARCHES),
  tag: fc.option(fc.subarray(['rot', 'blau', 'grün', 'fremd'], { minLength: 1 }), { nil: undefined }),
  kind: fc.option(fc.constantFrom('person', 'company'), { nil: undefined }),
  type: fc.option(fc.subarray([0, 1, 2, 3], { minLength: 1 }), { nil: undefined }),
  manager: fc.option(fc.constantFrom('me', 0, 1, 3), { nil: undefined }),
  estimates: fc.boolean(),
  effort: fc.record({
    probe: fc.constantFrom(1, 5, 50, 1000),
    sieved: fc.constantFrom(1, 20, 1000),
    gather: fc.constantFrom(1, 10, 1000),
    branches: fc.constantFrom(0, 1, 12),
  }),
})

test(`all pages together are the naive list, each row once, in order (seed ${SEED})`, async () => {
  const types = [...new Set(rows.map((row) => row.typeId))]
  await fc.assert(
    fc.asyncProperty(asked, async ({ person, effort, estimates, type, manager, skip, ...rest }) => {
      const by = people[person] as By
      const query = contactListQuery.parse({
        ...rest,
        ...(type && { type: type.map((at) => types[at] ?? 'none') }),
        ...(manager !== undefined && { manager: typeof manager === 'number' ? managers[manager] : manager }),
      })
      const { db } = app.house
      const selected = await contactSelection(db, by, query, [])
      const selection = { ...selected, estimable: estimates ? (selected.estimable ?? []) : [] }
      const ids: string[] = []
      let cursor: string | null | undefined
      do {
        const page: Page = await listPage(
          db,
          contactSource,
          selection,
          { ...query, ...(cursor && { cursor }) },
          effort,
        )
        expect(page.ids.length).toBeLessThanOrEqual(query.limit)
        ids.push(...page.ids)
        cursor = page.nextCursor
      } while (cursor)
      const expected = naive(by, query)
      expect(ids).toEqual(expected)
      const jumped = await listPage(db, contactSource, selection, { ...query, skip }, effort)
      expect(jumped.ids).toEqual(expected.slice(skip, skip + query.limit))
      expect(await countRows(db, contactSource, selection.conditions, 'true')).toBe(expected.length)
    }),
    { seed: SEED, numRuns: 150 },
  )
})

test('every manager of a live contact has it in the order by name, and nobody else', async () => {
  const kept = sql`select manager_id, id, marks, sounds, letters, sort_key from contact_manager`
  const meant = sql`
    select distinct m, id, marks, sounds, letters, sort_key from contact, unnest(manager_ids) m where deleted_at is null`
  const { rows: wrong } = await sql`(${kept} except ${meant}) union all (${meant} except ${kept})`.execute(
    app.house.db,
  )
  expect(wrong).toEqual([])
})

test('the marks of an id are the same here and in the database', async () => {
  const ids = fc.sample(fc.uuid(), { numRuns: 100, seed: SEED })
  for (const id of ids) {
    const { rows: found } = await sql<{ marks: string }>`
      select marks_of(array[${id}::uuid])::text as marks`.execute(app.house.db)
    expect(found[0]?.marks).toBe(marksOf(id))
  }
})
