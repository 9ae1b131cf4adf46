import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { offerOf } from '#features/opportunities/total.ts'
import { inStage } from '#features/opportunities/move-stage.ts'
import type { KnownStage } from '#features/opportunities/server/check-opportunity.ts'
import { insertOpportunity } from '#features/opportunities/server/write-opportunity.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { dayOf } from '#kernel/day.ts'
import { cents } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { DEFAULT_LABELS } from '../default-labels.ts'
import { onWorkday } from '../on-workday.ts'
import { SAMPLE_DEALS } from '../sample-deals.ts'
import type { SampleDeal } from '../sample-deals.ts'
import { SAMPLE_ITEMS } from '../sample-items.ts'
import { namedLike } from './placed.ts'
import type { Selling } from './sample-sales.ts'
import type { SetupDb } from './tables.ts'

/** An opportunity that was put in, and whose it is. */
export interface PlacedDeal {
  id: string
  key: string | undefined
  contactId: string
  sample: SampleDeal
}

/** Puts the opportunities in, with the ways they went over the last months. */
export async function addDeals(tx: Tx<SetupDb>, by: By, selling: Selling): Promise<PlacedDeal[]> {
  const stages = await stagesOf(tx)
  const { currency } = await readSettings(tx as Database<SetupDb>)
  const reasons = await reasonIds(tx, by)
  const customers = selling.contacts.filter(({ sample }) => sample.kind === 'company' && sample.type === 0)
  const deals: PlacedDeal[] = []
  const visits: StageVisit[] = []
  for (const [at, sample] of SAMPLE_DEALS.entries()) {
    const stage = stages[Math.min(sample.stage, stages.length - 1)]
    const some = namedLike(customers, sample.at)
    const customer = some[(at * 11 + 3) % some.length]
    if (!stage || !customer) continue
    const person = selling.contacts.find(({ companyId }) => companyId === customer.id)
    const ownerId = selling.team[at % selling.team.length] ?? by.id
    const isOpen = stage.type === 'open'
    const { id } = await insertOpportunity(
      tx,
      by,
      {
        title: sample.title,
        contactId: customer.id,
        participants: sample.role && person ? [{ contactId: person.id, role: sample.role }] : [],
        description: sample.description ?? '',
        ...worthOf(sample, selling),
        currency,
        expectedClose: closeOf(sample, selling.today, isOpen),
        ...inStage(undefined, stage, saidOf(sample, selling.today, reasons), dayOf(selling.today)),
        position: at - SAMPLE_DEALS.length,
        ownerId,
        tags: sample.tags ?? [],
        custom: {},
        visibility: 'write',
        access: [],
      },
      { sample: true },
    )
    deals.push({ id, key: sample.key, contactId: customer.id, sample })
    visits.push(...wayOf(sample, { id, stage, stages, ownerId }))
  }
  await writeWays(tx, deals, visits)
  return deals
}

function worthOf({ amount = '0', items = [], months }: SampleDeal, selling: Selling) {
  const lines = items.flatMap(([sku, quantity]) => {
    const item = SAMPLE_ITEMS.find((one) => one.sku === sku)
    if (!item) return []
    const { name: text, unit = 'C62', price = '0' } = item
    return [{ itemId: selling.items.get(sku) ?? null, text, quantity, unit, price, discountPercent: '0' }]
  })
  return {
    items: lines,
    amount: lines.length > 0 ? offerOf(lines) : cents(amount),
    billing: months === undefined ? ('fixed' as const) : ('month' as const),
    periods: months ?? 0,
  }
}

/** What was won or lost was expected about then. */
function closeOf({ closes }: SampleDeal, today: number, isOpen: boolean): string | null {
  if (closes === null) return null
  return dayOf(onWorkday(today, isOpen ? closes : 3 - closes))
}

function saidOf({ closes, lost }: SampleDeal, today: number, reasons: readonly (string | null)[]) {
  return {
    closedOn: dayOf(today - Math.max(closes ?? 0, 0)),
    lostReasonId: lost === undefined ? null : (reasons[lost] ?? null),
  }
}

interface StageVisit {
  id: string
  opportunityId: string
  stageId: string
  enteredAt: string
  leftAt: string | null
  byId: string
}

const DAY = 24 * 60 * 60 * 1000

interface Going {
  id: string
  stage: KnownStage
  stages: readonly KnownStage[]
  ownerId: string
}

/** The stages it went through, up to where it stands since so many days. */
function wayOf({ since, way }: SampleDeal, { id, stage, stages, ownerId }: Going): StageVisit[] {
  const went = way.flatMap((days, at) => {
    const passed = stages[at]
    return passed && passed.type === 'open' && passed.id !== stage.id ? [{ stage: passed, days }] : []
  })
  let ago = since + went.reduce((sum, { days }) => sum + days, 0)
  const time = () => new Date(Date.now() - ago * DAY).toISOString()
  const visit = (stageId: string, days: number | null): StageVisit => {
    const enteredAt = time()
    ago -= days ?? 0
    return {
      id: randomUUIDv7(),
      opportunityId: id,
      stageId,
      enteredAt,
      leftAt: days === null ? null : time(),
      byId: ownerId,
    }
  }
  return [...went.map(({ stage: passed, days }) => visit(passed.id, days)), visit(stage.id, null)]
}

/** Writes the ways down in the place of what was noted just now, and lets each be as old as its way. */
async function writeWays(
  tx: Tx<SetupDb>,
  deals: readonly PlacedDeal[],
  visits: readonly StageVisit[],
): Promise<void> {
  const ids = uuids(deals.map(({ id }) => id))
  await sql`delete from opportunity_stage where opportunity_id = any(${ids})`.execute(tx)
  await insertAll(tx, 'opportunityStage', visits)
  await sql`
    update opportunity o set created_at = w.first, updated_at = w.last, stage_since = w.last
    from (select opportunity_id, min(entered_at) as first, max(entered_at) as last from opportunity_stage
      where opportunity_id = any(${ids}) group by 1) w
    where o.id = w.opportunity_id`.execute(tx)
}

/** The stages of the first pipeline, in their order. */
async function stagesOf(tx: Tx<SetupDb>): Promise<KnownStage[]> {
  const { rows } = await sql<KnownStage>`
    select s.id, s.pipeline_id, s.type, s.probability from stage s
    where s.pipeline_id = (select id from pipeline where retired_at is null order by position, id limit 1)
    order by s.position, s.id`.execute(tx)
  return rows
}

/** The reasons a new firm begins with, in their order; null for one that is gone. */
async function reasonIds(tx: Tx<SetupDb>, { language }: By): Promise<(string | null)[]> {
  const rows = await tx
    .selectFrom('label')
    .select(['id', 'name'])
    .where('list', '=', 'lost-reasons')
    .execute()
  return DEFAULT_LABELS['lost-reasons'].map(
    (entry) => rows.find((row) => row.name === entry[language])?.id ?? null,
  )
}
