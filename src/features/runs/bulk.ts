import { z } from 'zod'
import { VISIBILITIES } from '#kernel/rights.ts'
import type { Visibility } from '#kernel/rights.ts'

// What a change of many has in common, whatever the kind of record.

/** Records named one by one. */
export const bulkIds = z.array(z.uuid()).max(10_000)

const names = z.array(z.string().trim().min(1).max(100)).min(1).max(50)

/** What changes the tags of many. */
export const bulkTags = { addTags: names, removeTags: names }

/** What changes who sees many. */
export const bulkAccess = {
  visibility: z.enum(VISIBILITIES).meta({ description: 'Changed where one is its creator or owner' }),
  access: z.array(z.uuid()).max(200).meta({ description: 'Who is on its list, besides' }),
}

/** Which records are meant: those named, or everything that such a question to their list finds. */
export function bulkTargets<Shape extends z.ZodRawShape, Rest extends z.core.$ZodObjectConfig>(
  question: z.ZodObject<Shape, Rest>,
) {
  const except = bulkIds.optional().meta({ description: 'Found, and meant to be left out' })
  const filter = question
    .extend({ except })
    .meta({ description: 'What the list finds: its query parameters' })
  return { ids: bulkIds.min(1).optional(), filter: filter.optional() }
}

interface Meant {
  ids?: unknown
  filter?: unknown
}

/** For `refine`: which records are meant is said in one way. */
export const meansOneWay = [
  (body: Meant) => (body.ids === undefined) !== (body.filter === undefined),
  { path: ['ids'], message: 'Say either `ids` or `filter`.' },
] satisfies Parameters<z.ZodObject['refine']>

/** For `refine`: something is to be changed, or they are to be deleted. */
export const saysWhat = [
  (body: Meant) => {
    const change = changeIn(body)
    const said = Object.keys(change).length
    return 'delete' in change ? said === 1 : said > 0
  },
  { path: [], message: 'Say what to change: `delete` alone, or fields.' },
] satisfies Parameters<z.ZodObject['refine']>

/** What of the body is to be changed. */
export function changeIn<Body extends Meant>(body: Body): Omit<Body, keyof Meant> {
  const { ids: _, filter: __, ...change } = body
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said) as Omit<Body, keyof Meant>
}

/** The parts of a change of many that are known of every kind. */
export interface OfMany {
  addTags?: string[] | undefined
  removeTags?: string[] | undefined
  visibility?: Visibility | undefined
  access?: string[] | undefined
  delete?: true | undefined
}

/** The change of one record: tags are added and removed, people come on its list besides. */
export function changeOfOne<Change extends OfMany>(
  change: Change,
  before: { tags: string[]; access: string[] },
) {
  const { addTags = [], removeTags = [], delete: _, access, ...plain } = change
  const removed = new Set(removeTags.map((name) => name.toLowerCase()))
  const kept = before.tags.filter((name) => !removed.has(name.toLowerCase()))
  const tags = addTags.length + removeTags.length > 0 ? { tags: [...kept, ...addTags] } : {}
  return { ...plain, ...tags, ...(access && { access: [...new Set([...before.access, ...access])] }) }
}

type Language = 'de' | 'en'

/** The words for such records and what of them is changed. */
export interface BulkWords<Change> {
  records: Record<Language, { one: string; many: string }>
  /** What the change of such parts is called. */
  fields: [parts: (keyof Change)[], de: string, en: string][]
}

/** How a run over so many records is called: "12 Veranstaltungen: Schlagwörter". */
export function bulkTitle<Change extends { delete?: true | undefined }>(
  { records, fields }: BulkWords<Change>,
  change: Change,
  total: number,
  language: Language,
): string {
  const { one, many } = records[language]
  const what = `${total.toLocaleString(language)} ${total === 1 ? one : many}`
  if (change.delete) return `${what} ${language === 'de' ? 'gelöscht' : 'deleted'}`
  const found = fields.filter(([parts]) => parts.some((part) => change[part] !== undefined))
  return `${what}: ${found.map(([, de, en]) => (language === 'de' ? de : en)).join(', ')}`
}
