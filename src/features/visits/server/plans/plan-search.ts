import { fold } from '#kernel/fold.ts'
import type { SearchKind } from '#platform/record-kinds.ts'
import type { VisitsDb } from '../tables.ts'

/**
 * How the search over everything finds visit plans: every word stands in the name, those that begin with what was typed
 * first. A firm has a handful of them, which everybody with a seat reads.
 */
export const planSearch: SearchKind<VisitsDb> = {
  kind: 'visitPlan',
  async find(db, by, q, limit) {
    const looked = fold(q).trim()
    if (by.role === 'guest' || looked === '') return []
    const rows = await db
      .selectFrom('visitPlan as p')
      .innerJoin('appUser as u', 'u.id', 'p.assigneeId')
      .select(['p.id', 'p.name', 'u.name as assignee'])
      .where('p.deletedAt', 'is', null)
      .orderBy('p.name')
      .orderBy('p.id')
      .execute()
    const found = rows.filter(({ name }) => looked.split(/\s+/).every((word) => fold(name).includes(word)))
    const begins = ({ name }: { name: string }) => Number(fold(name).startsWith(looked))
    return found
      .toSorted((a, b) => begins(b) - begins(a))
      .slice(0, limit)
      .map(({ id, name, assignee }) => ({
        kind: 'visitPlan',
        id,
        title: name,
        subtitle: assignee,
        mark: null,
        photo: null,
      }))
  },
}
