import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHeld } from '#features/invoices/server/drafts/draft.ts'
import { keepIssued } from '#features/invoices/server/keep-files.ts'
import { workOut } from '#features/invoices/server/drafts/work-out.ts'
import { openDatabase, openPool } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { addSampleData, removeSampleData } from './sample-data.ts'
import { setUp } from './set-up.ts'
import type { SetupDb } from './tables.ts'
import { createMigratedDatabase } from '../../../../test/database.ts'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  await add()
})
afterAll(() => app.close())

const add = () =>
  app.house.db.transaction().execute((tx) => addSampleData(tx, app.admin.by, app.house as never))
const items = async (path: string) => (await app.admin.get(path)).body.items
const ask = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(app.house.db)).rows
const today = Temporal.Now.plainDateISO('Europe/Berlin').toString()

interface Row {
  id: string
  kind: string
  status: string
  number: string | null
  subject: string
  dueDate: string
  open: string
  overdue: boolean
  expired: boolean
  totals: { gross: string; payable: string }
}

test('it sells: services and products with their stock', async () => {
  const all: {
    kind: string
    nature: string
    stock: string
    tracksStock: boolean
    labourShare: string | null
  }[] = await items('/items?limit=100')
  expect(all).toHaveLength(25)
  expect(new Set(all.map(({ nature }) => nature))).toEqual(
    new Set(['building-cleaning', 'construction', 'other']),
  )
  expect(all.filter(({ tracksStock }) => tracksStock)).toHaveLength(5)
  expect(all.some(({ labourShare }) => labourShare !== null)).toBe(true)
  // Goods left with the invoices; what was cancelled came back.
  const [mat] = await items('/items?q=Sauberlaufmatte')
  expect(Number(mat.stock)).toBe(11)
})

test('opportunities stand in all stages, with the ways they went, some of them stale', async () => {
  const all: {
    id: string
    stale: boolean
    overdue: boolean
    stage: { name: string; type: string }
    createdAt: string
  }[] = await items('/opportunities?limit=100')
  expect(all).toHaveLength(30)
  expect(new Set(all.map(({ stage }) => stage.name)).size).toBe(9)
  expect(all.filter(({ stale }) => stale).length).toBeGreaterThan(4)
  expect(all.filter(({ overdue }) => overdue).length).toBeGreaterThan(1)
  const ways = await ask(sql<{ n: number; open: number }>`
    select count(*)::int as n, count(*) filter (where left_at is null)::int as open from opportunity_stage group by opportunity_id`)
  expect(ways.every(({ open }) => open === 1)).toBe(true)
  expect(Math.max(...ways.map(({ n }) => n))).toBe(7)
  const { months } = (await app.admin.get('/opportunities/forecast?back=3')).body
  const filled = (what: 'open' | 'won') =>
    months.filter((month: Record<string, { count: number }>) => (month[what]?.count ?? 0) > 0).length
  expect(filled('open')).toBeGreaterThan(1)
  expect(filled('won')).toBeGreaterThan(1)
  const lost = await ask(
    sql`select 1 from opportunity where lost_reason_id is not null and closed_on is not null`,
  )
  expect(lost).toHaveLength(4)
})

test('its documents are in every state, with numbers that are none of the firm', async () => {
  const all: Row[] = await items('/invoices?limit=100')
  expect(all).toHaveLength(28)
  for (const { status, number } of all)
    if (status === 'draft') expect(number).toBeNull()
    else expect(number).toMatch(new RegExp(`^MUSTER-(AN|AB|RE|ST)-\\d{4}-\\d{4}$`))
  expect(new Set(all.map(({ status }) => status))).toEqual(
    new Set(['draft', 'issued', 'paid', 'accepted', 'rejected', 'cancelled']),
  )
  expect(all.filter(({ overdue }) => overdue)).toHaveLength(3)
  expect(all.filter(({ expired }) => expired)).toHaveLength(2)
  const half = all.find(({ open, totals }) => open !== '0.00' && open !== totals.payable)
  expect(half?.kind).toBe('invoice')
  const [cleaner] = await items('/invoices?q=Nachunternehmer')
  const { lines, totals } = (await app.admin.get(`/invoices/${cleaner.id}`)).body
  expect(lines[0].tax).toMatchObject({ category: 'AE', rate: '0' })
  expect(totals.tax).toBe('0.00')
  expect(await ask(sql`select 1 from seal union all select 1 from number_counter`)).toEqual([])
})

test('no page is made of them until somebody asks for one, and that is not sealed', async () => {
  await keepIssued.run(app.house as never)
  expect(await ask(sql`select 1 from invoice where pdf_hash is not null`)).toEqual([])
  const [one] = await items('/invoices?q=Hausmeisterdienst&status=paid')
  expect((await app.admin.get(`/invoices/${one.id}.pdf`)).status).toBe(200)
  expect(await ask(sql`select 1 from seal`)).toEqual([])
})

test('what is made of a sample is one too; of its own the firm begins with number 1', async () => {
  const [quote] = await items('/invoices?kind=quote&q=Fensterreinigung')
  const { body: bill } = await app.admin.post(`/invoices/${quote.id}/convert`, { kind: 'invoice' })
  expect((await app.admin.post(`/invoices/${bill.id}/issue`)).body.number).toMatch(/^MUSTER-RE-/)
  const [customer] = await items('/contacts?kind=company&class=A&limit=1')
  const own = await app.admin.post('/invoices', {
    contactId: customer.id,
    serviceDate: today,
    lines: [{ text: 'Beratung', price: '500' }],
  })
  expect(own.body.findings).toEqual([])
  const issued = await app.admin.post(`/invoices/${own.body.id}/issue`)
  expect(issued.body.number).toMatch(/^RE-\d{4}-0001$/)
  await keepIssued.run(app.house as never)
  expect(await ask(sql`select 1 from seal`)).toHaveLength(3)
})

test('one click takes all of it out but what the firm issued and what somebody worked on', async () => {
  const [deal] = await items('/opportunities?q=Hotel')
  await app.admin.patch(`/opportunities/${deal.id}`, { description: 'Von uns weitergeführt' })
  const [draft] = await items('/invoices?q=Winterdienst&status=draft')
  await app.admin.patch(`/invoices/${draft.id}`, { subject: 'Winterdienst Dezember' })
  await app.admin.patch('/settings', { firm: { phone: '0221 4711' } })
  expect((await app.admin.remove('/setup/sample-data')).status).toBe(204)

  const left: Row[] = await items('/invoices?limit=100')
  expect(left.map(({ number }) => number)).toEqual([expect.stringMatching(/^RE-\d{4}-0001$/)])
  const bin: { kind: string; id: string }[] = await items('/bin?limit=200')
  const inBin = (kind: string) => bin.filter((one) => one.kind === kind).map(({ id }) => id)
  expect(inBin('opportunity')).toEqual([deal.id])
  expect(inBin('invoice')).toEqual([draft.id])
  // Items that these name are offered no more; the others are gone.
  const kept: { retired: boolean }[] = await items('/items?retired=true&limit=100')
  expect(kept).toHaveLength(4)
  expect(await items('/opportunities?limit=100')).toEqual([])
  expect(await ask(sql`select 1 from payment union all select 1 from certificate`)).toEqual([])
  const [gaps] = (await app.admin.get('/invoices/gaps')).body.items
  expect(gaps).toMatchObject({ count: 1, missing: [] })
  expect((await app.admin.get('/settings')).body.firm).toEqual({ name: 'Muster GmbH', phone: '0221 4711' })
})

test.each(['AT', 'CH'] as const)(
  'a firm of %s gets it, and of what nobody touched no trace is left',
  async (country) => {
    const database = await createMigratedDatabase()
    const pool = openPool(database.connection as Connection, 2)
    const db = openDatabase<SetupDb>(pool)
    // But the trail, and the vocabulary of the search, which knows nobody.
    const counts = async () => {
      const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('journal', 'setting', 'search_word')
      order by 1`.execute(db)
      const found = await Promise.all(
        rows.map(({ name }) =>
          sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(db),
        ),
      )
      return Object.fromEntries(rows.map(({ name }, at) => [name, found[at]?.rows[0]?.n]))
    }
    try {
      const by = await db.transaction().execute((tx) =>
        setUp(tx, {
          language: 'en',
          firm: { name: 'Example Ltd' },
          admin: { name: 'Eva', email: 'eva@example.com', password: 'ein langes Kennwort' },
          holidays: { country },
        }),
      )
      const before = await counts()
      await db.transaction().execute((tx) => addSampleData(tx, by, { ...app.house, db } as never))
      const drafts = await sql<{ id: string }>`select id from invoice where status = 'draft'`.execute(db)
      for (const { id } of drafts.rows) {
        const { draft } = await readHeld(db, id)
        const { findings } = await workOut(db, by, draft)
        expect(findings.filter(({ level }) => level === 'error')).toEqual([])
      }
      await db.transaction().execute((tx) => removeSampleData(tx, by, []))
      expect(await counts()).toEqual(before)
    } finally {
      await db.destroy()
      await database.drop()
    }
  },
)
