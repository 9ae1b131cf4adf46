import { routesOf } from '#platform/route.ts'
import { conflictQuestion, conflictReply } from '../../conflict.ts'
import type { FeedsDb } from '../feed/tables.ts'
import { findConflicts } from './find-conflicts.ts'

const { ask } = routesOf<FeedsDb>('appointments')

export const conflictRoutes = [
  ask({
    path: '/appointments/conflicts',
    summary:
      'What speaks against a time, before it is saved: other appointments, visits, absences, holidays, working time',
    may: 'user',
    body: conflictQuestion,
    reply: conflictReply,
    run: ({ db, by, body }) => findConflicts(db, by, body),
  }),
]
