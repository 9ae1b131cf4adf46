import { z } from 'zod'
import { VISIBILITIES } from '#kernel/rights.ts'
import { eventQuestion } from './event-list.ts'
import type { Event, EventChange } from './event.ts'

const names = z.array(z.string().trim().min(1).max(100)).min(1).max(50)

/** One change for many events: those named, or everything a filter of the list finds. */
export const eventBulkChange = z
  .object({
    addTags: names,
    removeTags: names,
    closed: z.boolean(),
    visibility: z.enum(VISIBILITIES).meta({ description: 'Changed where one is its creator or owner' }),
    access: z.array(z.uuid()).max(200).meta({ description: 'Who is on its list, besides' }),
    delete: z.literal(true),
  })
  .partial()
export type EventBulkChange = z.infer<typeof eventBulkChange>

const ids = z.array(z.uuid()).max(10_000)
const filter = eventQuestion
  .extend({ except: ids.optional().meta({ description: 'Found, and meant to be left out' }) })
  .meta({ description: 'What the list finds: its query parameters' })

const bulkBody = z.object({ ids: ids.min(1).optional(), filter: filter.optional(), ...eventBulkChange.shape })
export type EventBulk = z.infer<typeof bulkBody>

export const eventBulk = bulkBody
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
    path: ['ids'],
    message: 'Say either `ids` or `filter`.',
  })
  .refine((body) => isChange(changeIn(body)), {
    path: [],
    message: 'Say what to change: `delete` alone, or fields.',
  })
  .meta({ id: 'EventsBulk' })

/** What of the body is to be changed. */
export function changeIn(body: EventBulk): EventBulkChange {
  const { ids: _, filter: __, ...change } = body
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function isChange(change: EventBulkChange): boolean {
  const said = Object.keys(change).length
  return change.delete ? said === 1 : said > 0
}

/** The change of one event. */
export function patchOf(change: EventBulkChange, before: Event): EventChange {
  const { addTags = [], removeTags = [], delete: _, access, ...plain } = change
  const removed = new Set(removeTags.map((name) => name.toLowerCase()))
  const kept = before.tags.filter((name) => !removed.has(name.toLowerCase()))
  const tags = addTags.length + removeTags.length > 0 ? { tags: [...kept, ...addTags] } : {}
  return { ...plain, ...tags, ...(access && { access: [...new Set([...before.access, ...access])] }) }
}

const FIELDS: [fields: (keyof EventBulkChange)[], de: string, en: string][] = [
  [['addTags', 'removeTags'], 'Schlagwörter', 'tags'],
  [['closed'], 'Status', 'status'],
  [['visibility', 'access'], 'Zugriff', 'access'],
]

/** How the run is called: "12 Veranstaltungen: Schlagwörter". */
export function bulkTitle(change: EventBulkChange, total: number, language: 'de' | 'en'): string {
  const isGerman = language === 'de'
  const german = total === 1 ? 'Veranstaltung' : 'Veranstaltungen'
  const english = total === 1 ? 'event' : 'events'
  const what = `${total.toLocaleString(language)} ${isGerman ? german : english}`
  if (change.delete) return `${what} ${isGerman ? 'gelöscht' : 'deleted'}`
  const found = FIELDS.filter(([fields]) => fields.some((field) => change[field] !== undefined))
  return `${what}: ${found.map(([, de, en]) => (isGerman ? de : en)).join(', ')}`
}
