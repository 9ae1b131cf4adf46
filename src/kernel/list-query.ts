import { z } from 'zod'
import { invalid } from './problem.ts'

// How the address of a list asks, and what the list answers.

/** A filter with several values, written as often as there are. */
export const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  )

/** What every list takes besides its filters; told is what `q` searches and what `sort` sorts by. */
export const listWords = (told: { q: string; sort: string; longest?: number }) => ({
  q: z.string().max(200).optional().meta({ description: told.q }),
  sort: z
    .string()
    .max(told.longest ?? 60)
    .optional()
    .meta({ description: `${told.sort}; with a minus: descending` }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional().meta({
    description: 'Passes over so many rows first; to go on, take the cursor',
  }),
  count: z
    .enum(['true', 'capped'])
    .optional()
    .meta({ description: '`true` adds the exact `total`; `capped` stops counting at 10000' }),
})

/** One page of a list. */
export const pageOf = <T extends z.ZodType>(one: T) =>
  z.object({
    items: z.array(one),
    nextCursor: z.string().nullable(),
    total: z
      .int()
      .optional()
      .meta({ description: 'With `count`; `capped` says 10001 for "more than 10000"' }),
  })

/** Refuses a filter that the list does not know; the firm's own fields are asked for as `custom.<key>`. */
export function demandKnown(query: object, known: object): void {
  for (const name of Object.keys(query))
    if (!Object.hasOwn(known, name) && !name.startsWith('custom.'))
      throw invalid(name, 'unknown_filter', `This list has no filter "${name}".`)
}
