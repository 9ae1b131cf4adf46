import { z } from 'zod'

/** A list as somebody arranged it: what the address of the list says, and the columns. */
export const viewState = z
  .object({
    q: z.string().max(200).default(''),
    filters: z
      .record(z.string().min(1).max(80), z.array(z.string().max(200)).max(50))
      .default({})
      .meta({ description: 'Values of filters by their name in the address of the list' }),
    sort: z.string().max(80).default(''),
    columns: z
      .array(z.string().min(1).max(80))
      .max(100)
      .optional()
      .meta({ description: 'Ids of the shown columns in their order; left out: as the user has them' }),
  })
  .meta({ id: 'ViewState' })
export type ViewState = z.infer<typeof viewState>

const list = z.string().regex(/^[a-z][a-z-]{0,59}$/)
const name = z.string().trim().min(1).max(100)
const shared = z.boolean().meta({ description: 'Offered to everybody with a seat' })

export const view = z
  .object({
    id: z.uuid(),
    list: z.string(),
    name: z.string(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    mine: z.boolean(),
    shared: z.boolean(),
    state: z.object({
      q: z.string(),
      filters: z.record(z.string(), z.array(z.string())),
      sort: z.string(),
      columns: z.array(z.string()).optional(),
    }),
    order: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'View' })
export type View = z.infer<typeof view>

export const viewNew = z
  .object({ list, name, shared: shared.optional(), state: viewState })
  .meta({ id: 'ViewNew' })
export type ViewNew = z.infer<typeof viewNew>

export const viewChange = z
  .object({
    name,
    shared,
    state: viewState,
    order: z
      .int()
      .min(0)
      .max(1000)
      .meta({ description: 'The place among the own views of the list, from 0' }),
  })
  .partial()
  .meta({ id: 'ViewChange' })
export type ViewChange = z.infer<typeof viewChange>
