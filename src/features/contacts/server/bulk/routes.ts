import { startedJob } from '#features/runs/run.ts'
import { routesOf } from '#platform/route.ts'
import { transaction } from '#platform/database.ts'
import { bulk, bulkPreview } from '../../bulk.ts'
import type { ContactsDb } from '../tables.ts'
import { previewBulk } from './preview-bulk.ts'
import { startBulk } from './start-bulk.ts'

const { ask, post } = routesOf<ContactsDb>('contacts')

export const bulkRoutes = [
  post({
    path: '/contacts/bulk',
    summary: 'Changes or deletes many contacts in the background; a run that can be undone',
    may: 'user',
    body: bulk,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, body, house }) => startBulk(tx, by, { house, body }),
  }),
  ask({
    path: '/contacts/bulk/preview',
    summary: 'What such a change would do; changes nothing',
    may: 'user',
    body: bulk,
    reply: bulkPreview,
    run: ({ db, by, body }) => transaction(db, (tx) => previewBulk(tx, by, body)),
  }),
]
