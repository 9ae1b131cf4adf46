import { z } from 'zod'
import { bulkIds, changeIn, meansOneWay } from '#features/runs/bulk.ts'
import type { BulkWords } from '#features/runs/bulk.ts'
import { contactFilters } from './contact-list.ts'
import { contactChange } from './contact.ts'
import type { Contact, ContactChange } from './contact.ts'

/**
 * One change for many contacts: those named, or everything a filter of the list finds. What one may not change is
 * counted and left.
 */
const { tags, managers, visibility, typeId, temperatureId, industry, language, custom } = contactChange.shape

export const bulkChange = z
  .object({
    addTags: tags,
    removeTags: tags,
    managers: managers.meta({ description: 'Takes the place of all managers' }),
    addManagers: managers,
    removeManagers: managers,
    visibility,
    typeId,
    temperatureId,
    class: contactChange.shape.class,
    industry,
    language,
    custom,
    delete: z.literal(true).optional(),
  })
  .partial()
export type BulkChange = z.infer<typeof bulkChange>

/** Contacts as the filter of their list finds them. */
export const bulkFilter = z
  .looseObject({
    q: z.string().max(200).optional(),
    ...contactFilters.shape,
    except: bulkIds.optional().meta({ description: 'Contacts that are found and meant to be left out' }),
  })
  .meta({ description: 'What the list finds: its query parameters, `custom.<key>` too' })

const bulkBody = z.object({
  ids: bulkIds.min(1).optional(),
  filter: bulkFilter.optional(),
  ...bulkChange.shape,
})
export type Bulk = z.infer<typeof bulkBody>

export const bulk = bulkBody
  .refine(...meansOneWay)
  .refine((body) => isChange(changeIn(body)), {
    path: [],
    message:
      'Say what to change: `delete` alone, or fields; `managers` alone, or `addManagers` and `removeManagers`.',
  })
  .meta({ id: 'ContactsBulk' })

export const bulkPreview = z
  .object({
    total: z.int(),
    changeable: z.int(),
    unchanged: z.int().meta({ description: 'Are so already' }),
    notAllowed: z.int().meta({ description: 'Not the caller’s to change' }),
    refused: z.int().meta({ description: 'Lack a custom field that has to be filled' }),
    changes: z.array(
      z.object({
        field: z.string().meta({ description: '`tags`, `typeId`, `custom.<key>`, `deleted`, …' }),
        from: z.unknown(),
        to: z.unknown(),
        count: z.int(),
        others: z.boolean().meta({ description: 'All other former values together; `from` is null' }),
      }),
    ),
  })
  .meta({ id: 'ContactsBulkPreview' })
export type BulkPreview = z.infer<typeof bulkPreview>

function isChange(change: BulkChange): boolean {
  const { managers: all, addManagers = [], removeManagers = [] } = change
  if (change.delete) return Object.keys(change).length === 1
  if (all && addManagers.length + removeManagers.length > 0) return false
  return Object.values(change).some((value) => !isEmpty(value)) || all !== undefined
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** The change of one contact. What is both taken away and added stays. */
export function patchOf(change: BulkChange, contact: Contact): ContactChange {
  const { addTags, removeTags, addManagers, removeManagers, delete: _, ...plain } = change
  const patch: ContactChange = plain
  if (addTags ?? removeTags) patch.tags = exchange(contact.tags, removeTags, addTags)
  if (addManagers ?? removeManagers) patch.managers = exchange(contact.managers, removeManagers, addManagers)
  return patch
}

function exchange(all: string[], without: string[] = [], more: string[] = []): string[] {
  const keys = (list: string[]) => new Set(list.map((one) => one.toLowerCase()))
  const [gone, come] = [keys(without), keys(more)]
  const kept = all.filter((one) => !gone.has(one.toLowerCase()) || come.has(one.toLowerCase()))
  const there = keys(kept)
  return [...kept, ...more.filter((one) => !there.has(one.toLowerCase()))]
}

/** How the run is called: "412 Kontakte: Schlagwörter, Typ". */
export const bulkWords: BulkWords<BulkChange> = {
  records: { de: { one: 'Kontakt', many: 'Kontakte' }, en: { one: 'contact', many: 'contacts' } },
  fields: [
    [['addTags', 'removeTags'], 'Schlagwörter', 'tags'],
    [['managers', 'addManagers', 'removeManagers'], 'Betreuung', 'managers'],
    [['visibility'], 'Sichtbarkeit', 'visibility'],
    [['typeId'], 'Typ', 'type'],
    [['temperatureId'], 'Temperatur', 'temperature'],
    [['class'], 'Klasse', 'class'],
    [['industry'], 'Branche', 'industry'],
    [['language'], 'Sprache', 'language'],
    [['custom'], 'Zusatzfelder', 'custom fields'],
  ],
}
