import { z } from 'zod'
import { VISIBILITIES } from '#kernel/rights.ts'
import { opportunityQuestion } from './opportunity-list.ts'
import type { Opportunity, OpportunityChange } from './opportunity.ts'

const names = z.array(z.string().trim().min(1).max(100)).min(1).max(50)

/** One change for many opportunities: those named, or everything a filter of the list finds. */
export const opportunityBulkChange = z
  .object({
    addTags: names,
    removeTags: names,
    ownerId: z.uuid(),
    stageId: z.uuid(),
    lostReasonId: z.uuid().nullable().meta({ description: 'Only with a stage for lost ones' }),
    visibility: z.enum(VISIBILITIES).meta({ description: 'Changed where one is its creator or owner' }),
    access: z.array(z.uuid()).max(200).meta({ description: 'Who is on its list, besides' }),
    delete: z.literal(true),
  })
  .partial()
export type OpportunityBulkChange = z.infer<typeof opportunityBulkChange>

const ids = z.array(z.uuid()).max(10_000)
const filter = opportunityQuestion
  .extend({ except: ids.optional().meta({ description: 'Found, and meant to be left out' }) })
  .meta({ description: 'What the list finds: its query parameters' })

const bulkBody = z.object({
  ids: ids.min(1).optional(),
  filter: filter.optional(),
  ...opportunityBulkChange.shape,
})
export type OpportunityBulk = z.infer<typeof bulkBody>

export const opportunityBulk = bulkBody
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
    path: ['ids'],
    message: 'Say either `ids` or `filter`.',
  })
  .refine((body) => isChange(changeIn(body)), {
    path: [],
    message: 'Say what to change: `delete` alone, or fields.',
  })
  .meta({ id: 'OpportunitiesBulk' })

/** What of the body is to be changed. */
export function changeIn(body: OpportunityBulk): OpportunityBulkChange {
  const { ids: _, filter: __, ...change } = body
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function isChange(change: OpportunityBulkChange): boolean {
  const said = Object.keys(change).length
  return change.delete ? said === 1 : said > 0
}

/** The change of one opportunity. */
export function patchOf(change: OpportunityBulkChange, before: Opportunity): OpportunityChange {
  const { addTags = [], removeTags = [], delete: _, access, ...plain } = change
  const removed = new Set(removeTags.map((name) => name.toLowerCase()))
  const kept = before.tags.filter((name) => !removed.has(name.toLowerCase()))
  const tags = addTags.length + removeTags.length > 0 ? { tags: [...kept, ...addTags] } : {}
  return { ...plain, ...tags, ...(access && { access: [...new Set([...before.access, ...access])] }) }
}

const FIELDS: [fields: (keyof OpportunityBulkChange)[], de: string, en: string][] = [
  [['stageId'], 'Phase', 'stage'],
  [['ownerId'], 'Zuständigkeit', 'owner'],
  [['addTags', 'removeTags'], 'Schlagwörter', 'tags'],
  [['visibility', 'access'], 'Zugriff', 'access'],
]

/** How the run is called: "12 Verkaufschancen: Phase". */
export function bulkTitle(change: OpportunityBulkChange, total: number, language: 'de' | 'en'): string {
  const isOne = total === 1
  const german = isOne ? 'Verkaufschance' : 'Verkaufschancen'
  const english = isOne ? 'opportunity' : 'opportunities'
  const what = `${total.toLocaleString(language)} ${language === 'de' ? german : english}`
  if (change.delete) return `${what} ${language === 'de' ? 'gelöscht' : 'deleted'}`
  const found = FIELDS.filter(([fields]) => fields.some((field) => change[field] !== undefined))
  return `${what}: ${found.map(([, de, en]) => (language === 'de' ? de : en)).join(', ')}`
}
