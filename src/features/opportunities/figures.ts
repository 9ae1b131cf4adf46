import { z } from 'zod'
import { usedRate } from '#features/money/rate.ts'
import { opportunity } from './opportunity.ts'
import { opportunityFilters } from './opportunity-list.ts'

/** Money of one currency. */
export const sums = z.object({
  currency: z.string(),
  count: z.int(),
  total: z.string(),
  weighted: z.string(),
})
export type Sums = z.infer<typeof sums>

/** All in the currency of the firm, with the rates that made it so; what has no rate is not in it. */
export const converted = z.object({
  currency: z.string(),
  total: z.string(),
  weighted: z.string(),
  rates: z.array(usedRate),
  missing: z.array(z.string()).meta({ description: 'Currencies without a rate' }),
})
export type Converted = z.infer<typeof converted>

export const totals = z
  .object({ count: z.int(), byCurrency: z.array(sums), converted })
  .meta({ id: 'OpportunityTotals' })
export type Totals = z.infer<typeof totals>

export const boardQuery = z.looseObject({
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Cards of each column' }),
  ...opportunityFilters.shape,
})
export type BoardQuery = z.infer<typeof boardQuery>

export const board = z
  .object({
    pipelineId: z.uuid(),
    columns: z.array(
      z.object({
        stageId: z.uuid(),
        count: z.int(),
        totals: z.array(sums),
        items: z.array(opportunity),
        nextCursor: z.string().nullable().meta({
          description: 'More of it: GET /opportunities?stage=…&sort=position&cursor=…',
        }),
      }),
    ),
    open: z.array(sums).meta({ description: 'All open ones of it' }),
  })
  .meta({ id: 'OpportunityBoard' })
export type Board = z.infer<typeof board>

export const forecastQuery = z.looseObject({
  q: z.string().max(200).optional(),
  months: z.coerce.number().int().min(1).max(36).default(12).meta({ description: 'With this one' }),
  back: z.coerce.number().int().min(0).max(24).default(3).meta({ description: 'Months before this one' }),
  ...opportunityFilters.shape,
})
export type ForecastQuery = z.infer<typeof forecastQuery>

const amounts = z.object({ count: z.int(), total: z.string(), weighted: z.string() })

export const forecast = z
  .object({
    currency: z.string(),
    months: z.array(
      z.object({
        month: z.string().meta({ description: 'Such as 2026-12' }),
        open: amounts,
        won: z.object({ count: z.int(), total: z.string() }),
      }),
    ),
    overdue: amounts.meta({ description: 'Open, and expected before this month' }),
    undated: amounts.meta({ description: 'Open without an expected day' }),
    rates: z.array(usedRate),
    missing: z.array(z.string()),
  })
  .meta({ id: 'OpportunityForecast' })
export type Forecast = z.infer<typeof forecast>
