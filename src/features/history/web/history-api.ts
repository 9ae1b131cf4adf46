import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Label } from '#features/labels/label.ts'
import { subjectsIn, type AboutKind, type AboutRecord } from '#features/subjects/subject.ts'
import { apiRoot, ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { HistoryChange, HistoryItem, HistoryNew } from '../history.ts'

/** What of a timeline is shown. */
export interface TimelineFilter {
  categories: string[]
  author: string
  q: string
}

interface HistoryPage {
  items: HistoryItem[]
  nextCursor: string | null
}

export const wholeTimeline: TimelineFilter = { categories: [], author: '', q: '' }

/** The timeline of a record, page by page, newest first. */
export const timelineQuery = ({ kind, id }: Pick<AboutRecord, 'kind' | 'id'>, filter: TimelineFilter) =>
  infiniteQueryOptions({
    queryKey: ['history', id, filter],
    queryFn: async ({ pageParam, signal }) => {
      // A filter of several categories repeats its name, which `ask` cannot write.
      const query = new URLSearchParams({ [kind]: id, limit: '50' })
      for (const category of filter.categories) query.append('category', category)
      if (filter.author) query.set('author', filter.author)
      if (filter.q) query.set('q', filter.q)
      if (pageParam) query.set('cursor', pageParam)
      return ask<HistoryPage>('GET', `/history?${query.toString()}`, { signal })
    },
    initialPageParam: '',
    getNextPageParam: (page: HistoryPage) => page.nextCursor,
  })

/** The firm's own categories beside note, call, mail and meeting. */
export const categoriesQuery = queryOptions({
  queryKey: ['history-categories', 'all'],
  queryFn: async ({ signal }) => {
    const page = await ask<{ items: Label[] }>('GET', '/history-categories', { signal })
    return page.items.filter((category) => !category.retired)
  },
  staleTime: 600_000,
})

/** Where a file lies; `inline` shows it where the browser safely can. */
export function fileLink(id: string, how: 'download' | 'inline' = 'download'): string {
  return `${apiRoot}/files/${id}${how === 'inline' ? '?inline=true' : ''}`
}

/** Writes, changes and removes entries; a removal can be taken back. */
export function useTimeline({ kind, id, title }: AboutRecord) {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['history'] }),
      client.invalidateQueries({ queryKey: [kind, id] }),
    ])
  return {
    add: async (entry: HistoryNew) => {
      const contactId = entry.contactId ?? undefined
      const later = {
        kind: 'history.note' as const,
        title,
        ...(contactId && { contactId }),
        meanwhile: null,
      }
      await ask<HistoryItem | null>('POST', '/history', { body: entry, later })
      await refresh()
    },
    change: async (entry: HistoryItem, change: HistoryChange) => {
      await ask<HistoryItem>('PATCH', `/history/${entry.id}`, { body: change, version: entry.version })
      await refresh()
      did({
        label: text('timeline.changed'),
        undo: async () => {
          const { category, text: was, at, opportunityId, eventId, projectId } = entry
          const files = entry.files.map((file) => file.id)
          await ask<HistoryItem>('PATCH', `/history/${entry.id}`, {
            body: { category, text: was, at, files, opportunityId, eventId, projectId },
          })
          await refresh()
        },
      })
    },
    remove: async (entry: HistoryItem) => {
      await ask<void>('DELETE', `/history/${entry.id}`)
      await refresh()
      did({
        label: text('timeline.removed'),
        undo: async () => {
          await ask<HistoryItem>('POST', `/history/${entry.id}/restore`)
          await refresh()
        },
      })
    },
  }
}

/** What an entry is about, as records that have a name. */
export function recordsOf({ contactId, contactName, about }: HistoryItem): AboutRecord[] {
  const contact =
    contactId === null ? [] : [{ kind: 'contact' as const, id: contactId, title: contactName ?? '' }]
  return [...contact, ...subjectsIn(about)]
}

/** The fields of an entry that name these records; of the kinds that are not among them none. */
export function namesOf(records: readonly AboutRecord[], kinds: readonly AboutKind[]) {
  const idOf = (kind: AboutKind) => records.find((record) => record.kind === kind)?.id ?? null
  return Object.fromEntries(kinds.map((kind) => [`${kind}Id`, idOf(kind)]))
}
