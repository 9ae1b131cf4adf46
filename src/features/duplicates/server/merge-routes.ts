import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import type { Route } from '#platform/route.ts'
import { mergeCandidates, merged, mergePreview, mergeRequest, mergeState, unmerged } from '../merge.ts'
import { mergeContacts } from './merge-contacts.ts'
import type { Attachments } from './merge-contacts.ts'
import { mergeCandidatesOf, previewMerge } from './preview-merge.ts'
import { readMerge } from './read-merge.ts'
import type { DuplicatesDb } from './tables.ts'
import { undoMergeNow } from './undo-merge.ts'

const { get, ask, post } = routesOf<DuplicatesDb>('merges')
const byId = z.object({ id: z.uuid() })

export const mergeRoutes = (attachments: Attachments): Route[] => [
  get({
    path: '/contacts/{id}/merge-candidates',
    summary: 'Contacts that may be the same as this one and that the caller may change',
    may: 'user',
    params: byId,
    reply: mergeCandidates,
    run: ({ db, by, params }) => mergeCandidatesOf(db, by, params.id),
  }),
  ask({
    path: '/contacts/{id}/merge/preview',
    summary: 'What a merge would make of these contacts; nothing is written',
    may: 'user',
    params: byId,
    body: mergeRequest,
    reply: mergePreview,
    status: 200,
    run: ({ db, by, params, body }) => previewMerge(db, by, { id: params.id, request: body, attachments }),
  }),
  post({
    path: '/contacts/{id}/merge',
    summary: 'Makes other contacts one with this one: it stays, what hangs on them moves, they go to the bin',
    may: 'user',
    params: byId,
    body: mergeRequest,
    reply: merged,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) => {
      const seen = ifMatch === undefined ? {} : { [params.id]: ifMatch }
      const request = { ...body, ifMatch: { ...body.ifMatch, ...seen } }
      return mergeContacts(tx, by, { id: params.id, request, attachments })
    },
  }),
  get({
    path: '/merges/{id}',
    summary: 'A merge, and until when it can be taken back',
    may: 'guest',
    params: byId,
    reply: mergeState,
    run: ({ db, by, params }) => readMerge(db, by, params.id),
  }),
  post({
    path: '/merges/{id}/undo',
    summary: 'Takes a merge back: the others are there again with what was theirs; says what had to stay',
    may: 'user',
    params: byId,
    reply: unmerged,
    status: 200,
    run: ({ tx, by, params }) => undoMergeNow(tx, by, { mergeId: params.id, attachments }),
  }),
]
