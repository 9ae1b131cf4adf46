import { z } from 'zod'
import { newState } from '#features/contacts/server/contact-state.ts'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { companyMatchAnswer } from '../company-hit.ts'
import { duplicatePair, pairDecision, pairPage, pairQuery, scanState } from '../pair.ts'
import { duplicateCheck, duplicateQuestion } from '../verdict.ts'
import { weightPage } from '../weight.ts'
import { decidePair } from './decide-pair.ts'
import { examineVisible } from './examine-contacts.ts'
import { findDuplicates } from './find-duplicates.ts'
import { forgetDecisions, readWeights } from './learned-weights.ts'
import { listPairs } from './list-pairs.ts'
import { findEmployer } from './find-employer.ts'
import { readScan, startScan } from './start-scan.ts'
import type { DuplicatesDb } from './tables.ts'

const { get, ask, post, remove } = routesOf<DuplicatesDb>('duplicates')
const byId = z.object({ id: z.uuid() })
const none = { verdict: 'none' as const, hits: [] }

export const duplicateRoutes = [
  ask({
    path: '/contacts/check',
    summary: 'Whether a contact is there already; a hit the caller may not see has no id and no name',
    may: 'user',
    body: duplicateQuestion,
    reply: duplicateCheck,
    status: 200,
    run: async ({ db, by, body }) => {
      const [found] = await findDuplicates(db, by, [{ ...newState(by, body), id: body.id }])
      return found ?? none
    },
  }),
  get({
    path: '/contacts/{id}/duplicates',
    summary: 'Contacts that may be the same as this one, but for those that were said to be different',
    may: 'user',
    params: byId,
    reply: duplicateCheck,
    run: async ({ db, by, params }) => {
      const contact = await readContact(db, by, params.id)
      const [found] = await findDuplicates(db, by, [contact])
      return found ?? none
    },
  }),
  ask({
    path: '/contacts/company-match',
    summary: 'The companies a person may work for, with confidence and reason',
    may: 'user',
    body: duplicateQuestion,
    reply: companyMatchAnswer,
    status: 200,
    run: ({ db, by, body }) => findEmployer(db, by, newState(by, body)),
  }),
  get({
    path: '/duplicates',
    summary: 'The work list: pairs of contacts that may be the same, of which the caller may see both',
    may: 'user',
    query: pairQuery,
    reply: pairPage,
    run: ({ db, by, query }) => listPairs(db, by, query),
  }),
  post({
    path: '/duplicates/{id}/decision',
    summary: 'Says that both are the same, or that they are different and never to be shown again',
    may: 'user',
    params: byId,
    body: pairDecision,
    reply: duplicatePair,
    status: 200,
    run: ({ tx, by, params, body }) => decidePair(tx, by, { id: params.id, decision: body.decision }),
  }),
  get({
    path: '/duplicates/scan',
    summary: 'How current the work list is',
    may: 'user',
    reply: scanState,
    run: ({ db }) => readScan(db),
  }),
  post({
    path: '/duplicates/scan',
    summary:
      'Compares all contacts with one another, as a job (administrators); with `contactId` one, at once',
    may: 'user',
    body: z.object({ contactId: z.uuid().optional() }),
    reply: scanState,
    status: 202,
    run: async ({ tx, by, body, house }) => {
      if (body.contactId) {
        await examineVisible(tx, by, body.contactId)
      } else {
        if (by.role !== 'admin')
          throw new Problem('forbidden', 'forbidden', 'Only administrators scan everything.')
        await startScan(tx, by, house)
      }
      return readScan(tx)
    },
  }),
  get({
    path: '/duplicates/weights',
    summary: 'What each evidence counts, and how far decisions have moved it',
    may: 'admin',
    reply: weightPage,
    run: ({ db }) => readWeights(db),
  }),
  remove({
    path: '/duplicates/weights',
    summary: 'Back to the weights that Kontor came with; later decisions move them anew',
    may: 'admin',
    run: ({ tx, by }) => forgetDecisions(tx, by),
  }),
]
