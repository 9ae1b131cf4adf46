import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { MergeLeft, MergePreview, MergeState } from '../merge.ts'
import type { Choose } from '../merge-contacts.ts'

/**
 * What these contacts would be as one; the first one stays. It is not asked again when they change, for one does not
 * choose among what moves: the merge itself notices.
 */
export const previewQuery = ([id = '', ...otherIds]: readonly string[], choose: Choose) =>
  queryOptions({
    queryKey: ['merge', id, otherIds, choose],
    queryFn: ({ signal }) =>
      ask<MergePreview>('POST', `/contacts/${id}/merge/preview`, { body: { otherIds, choose }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })

/** Who may be the same as a contact. */
export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', 'merge-candidates', id],
    queryFn: async ({ signal }) =>
      (await ask<{ items: Contact[] }>('GET', `/contacts/${id}/merge-candidates`, { signal })).items,
  })

/** A merge that happened, and whether it can be taken back. */
export const mergeQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', 'merge-state', id],
    queryFn: ({ signal }) => ask<MergeState>('GET', `/merges/${id}`, { signal }),
    retry: false,
  })

/** Makes contacts one as the preview showed it, and can take it back. Whoever stands on a page that goes is led on. */
export function useMerge() {
  const go = useNavigate()
  const { pathname } = useLocation()
  const client = useQueryClient()
  const undo = useUndoMerge()
  return async ({ contacts }: MergePreview, choose: Choose): Promise<Contact> => {
    const [id = '', ...otherIds] = contacts.map((contact) => contact.id)
    const ifMatch = Object.fromEntries(contacts.map((contact) => [contact.id, contact.version]))
    const body = { otherIds, choose, ifMatch }
    const { mergeId, contact } = await ask<{ mergeId: string; contact: Contact }>(
      'POST',
      `/contacts/${id}/merge`,
      { body },
    )
    for (const other of otherIds) client.removeQueries({ queryKey: ['contact', other] })
    await refresh(client)
    did({ label: text('merge.done', { name: contact.displayName }), undo: () => undo(mergeId) })
    if (otherIds.some((other) => pathname === `/contacts/${other}`)) await go(`/contacts/${contact.id}`)
    return contact
  }
}

/** Takes a merge back and says what had to stay as it is. */
export function useUndoMerge() {
  const client = useQueryClient()
  return async (mergeId: string): Promise<void> => {
    const { left } = await ask<{ left: MergeLeft[] }>('POST', `/merges/${mergeId}/undo`)
    await refresh(client)
    if (left.length > 0) say(text('merge.undone_left', { count: left.length }))
  }
}

async function refresh(client: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(
    ['contact', 'history', 'tags'].map((kind) => client.invalidateQueries({ queryKey: [kind] })),
  )
}
