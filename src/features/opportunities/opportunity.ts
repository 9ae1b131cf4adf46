import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'
import { VISIBILITIES } from '#kernel/rights.ts'
import { stageType } from './pipeline.ts'

/** Whether the amount is meant once or for each hour, day, … of its periods. */
export const BILLINGS = ['fixed', 'hour', 'day', 'week', 'month', 'year'] as const
export type Billing = (typeof BILLINGS)[number]

const custom = z.record(z.string(), z.unknown())
const role = z.string().trim().max(100)
const currency = z.string().regex(/^[A-Z]{3}$/)

export const participant = z.object({ contactId: z.uuid(), displayName: z.string(), role: z.string() })
export type Participant = z.infer<typeof participant>

const participantInput = z.union([
  z.uuid().transform((contactId) => ({ contactId, role: '' })),
  z.object({ contactId: z.uuid(), role: role.default('') }),
])

export const offerLine = z.object({
  itemId: z.uuid().nullable(),
  text: z.string(),
  quantity: z.string(),
  unit: z.string(),
  price: z.string(),
  discountPercent: z.string(),
})
export type OfferLine = z.infer<typeof offerLine>

const offerLineInput = z.object({
  itemId: z.uuid().nullable().default(null),
  text: z.string().trim().min(1).max(2000),
  quantity: decimal({ whole: 12, places: 4, least: -999999999999 }).default('1'),
  unit: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .default('C62')
    .meta({ description: 'Code of UN/ECE Recommendation 20: C62 piece, HUR hour, DAY, MON' }),
  price: decimal({ whole: 12, places: 4, least: 0 }),
  discountPercent: decimal({ whole: 3, places: 4, least: 0, most: 100 }).default('0'),
})

const fields = {
  title: z.string().trim().min(1).max(255),
  description: z.string().max(65_000),
  amount: decimal({ whole: 16, places: 2, least: 0 }),
  currency: currency.meta({ description: "The firm's when left out" }),
  billing: z.enum(BILLINGS),
  periods: z.int().min(0).max(100_000).meta({ description: 'Only where it is not `fixed`' }),
  probability: z.int().min(0).max(100).meta({ description: "The stage's, unless said" }),
  expectedClose: z.iso.date().nullable(),
  ownerId: z.uuid().meta({ description: 'Who is responsible; not a guest' }),
  visibility: z.enum(VISIBILITIES).meta({
    description: '`managers`: only who is in `access`, the owner, its creator and administrators see it',
  }),
  access: z.array(z.uuid()).max(200).meta({ description: 'Users and groups' }),
}

export const opportunity = z
  .object({
    ...fields,
    amount: z.string(),
    currency: z.string(),
    id: z.uuid(),
    contactId: z.uuid().nullable(),
    contact: z
      .object({ id: z.uuid(), displayName: z.string() })
      .nullable()
      .meta({ description: 'Null when there is none or the caller may not see it' }),
    participants: z.array(participant).meta({ description: 'Those the caller may see; the contact is one' }),
    total: z.string(),
    weighted: z.string().meta({ description: 'The total at its probability' }),
    stageId: z.uuid(),
    stage: z.object({ id: z.uuid(), name: z.string(), color: z.string(), type: stageType }),
    pipelineId: z.uuid(),
    stageSince: z.string(),
    stale: z.boolean().meta({ description: 'It has been in its stage for longer than that allows' }),
    overdue: z.boolean().meta({ description: 'Open, though it was expected to be closed' }),
    closedOn: z.iso.date().nullable(),
    lostReasonId: z.uuid().nullable(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    tags: z.array(z.string()),
    custom,
    items: z
      .array(offerLine)
      .optional()
      .meta({ description: 'What is offered; only in the answer about one' }),
    position: z.number().meta({ description: 'Place in its column' }),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete', 'access'])),
  })
  .meta({ id: 'Opportunity' })
export type Opportunity = z.infer<typeof opportunity>

const written = {
  ...fields,
  contactId: z.uuid().nullable(),
  participants: z
    .array(participantInput)
    .max(500)
    .meta({ description: 'Contacts with the part they play, or their ids' }),
  stageId: z.uuid().meta({ description: 'The first of the first pipeline when left out' }),
  closedOn: z.iso.date().nullable().meta({ description: 'Today when it is closed and nothing is said' }),
  lostReasonId: z.uuid().nullable(),
  tags: z.array(z.string().trim().min(1).max(100)).max(200),
  custom,
  items: z.array(offerLineInput).max(500),
}

export const opportunityNew = z
  .object(written)
  .partial()
  .required({ title: true })
  .extend({ pipelineId: z.uuid().optional().meta({ description: 'Begins in its first stage' }) })
  .meta({ id: 'OpportunityNew' })
export type OpportunityNew = z.infer<typeof opportunityNew>

export const opportunityChange = z
  .object({ ...written, position: z.number() })
  .partial()
  .meta({ id: 'OpportunityChange' })
export type OpportunityChange = z.infer<typeof opportunityChange>

export const stageMove = z
  .object({
    stageId: z.uuid(),
    lostReasonId: z.uuid().nullable().optional(),
    closedOn: z.iso.date().optional(),
    position: z.number().optional(),
    after: z
      .uuid()
      .nullable()
      .optional()
      .meta({ description: 'The one it is put below; null: at the top. Instead of `position`' }),
  })
  .meta({ id: 'OpportunityStageMove' })
export type StageMove = z.infer<typeof stageMove>

export const stageVisit = z
  .object({
    stage: z.object({ id: z.uuid(), name: z.string(), color: z.string(), type: stageType }),
    enteredAt: z.string(),
    leftAt: z.string().nullable(),
    days: z.number().meta({ description: 'How long it was or has been there' }),
    by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  })
  .meta({ id: 'OpportunityStageVisit' })
export type StageVisit = z.infer<typeof stageVisit>
