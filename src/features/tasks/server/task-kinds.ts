import { sql } from 'kysely'
import type { LabelUse } from '#features/labels/server/use.ts'
import { subjectsIn } from '#features/subjects/subject.ts'
import { uuids } from '#platform/access.ts'
import { COUNT_CAP, all, listPage } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { eraseTask } from './delete-task.ts'
import { readTasks } from './read-tasks.ts'
import type { TasksDb } from './tables.ts'
import { taskReadable } from './task-access.ts'
import { taskSearched, taskSource } from './task-source.ts'
import { announceTasks } from './undo-tasks.ts'

// What the features that serve every kind of record know of tasks.

/** How the search over everything finds tasks: the open ones first. */
export const taskSearch: SearchKind<TasksDb> = {
  kind: 'task',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const conditions = [taskReadable(by), ...(await searchConditions(db, q, taskSearched))]
    const open = await listPage(db, taskSource(by, 'open'), conditions, { limit })
    const rest = limit - open.ids.length
    const closed =
      rest > 0
        ? await listPage(db, taskSource(by, 'closed'), conditions, { sort: '-dueDate', limit: rest })
        : undefined
    const tasks = await readTasks(db, by, [...open.ids, ...(closed?.ids ?? [])])
    return tasks.map(({ id, title, contact, about, assignee, dueDate }) => {
      const subtitle = [contact?.displayName ?? subjectsIn(about)[0]?.title, assignee.name, dueDate]
        .filter(Boolean)
        .join(' · ')
      return { kind: 'task', id, title, subtitle, mark: null, photo: null }
    })
  },
}

/** How tasks lie in the bin: whoever does it or made it brings it back. */
export const taskBin: BinKind<TasksDb> = {
  kind: 'task',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, taskSearched)
    return sql`
      select 'task' as kind, r.id, r.title, r.deleted_at, r.deleted_by, 'managers' as visibility,
        array[r.assignee_id, coalesce(r.created_by, r.assignee_id)] as manager_ids, null::jsonb as merged_into
      from task r where r.deleted_at is not null and ${all([taskReadable(by), ...search])}`
  },
  erase: eraseTask,
}

/** The tasks about a contact. */
export const taskAttachment = attachedBy<TasksDb>('task', 'contact_id', {
  holds: true,
  async counts(db, by, ids) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from task r
      where r.contact_id = any(${uuids(ids)}) and r.deleted_at is null and ${taskReadable(by)}`.execute(db)
    return { tasks: rows[0]?.n ?? 0 }
  },
})

/** How tasks carry their category: all have one. */
export const taskLabelUses: LabelUse[] = [
  {
    list: 'task-categories',
    async count(db, id) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from (select 1 from task where category_id = ${id} limit ${COUNT_CAP + 1}) t`.execute(
        db,
      )
      return rows[0]?.n ?? 0
    },
    async replace(tx, by, id, into) {
      // An entry in use is not deleted but merged: there is another.
      if (into === undefined) return
      await sql`update task set category_id = ${into}, version = version + 1 where category_id = ${id}`.execute(
        tx,
      )
      await announceTasks(tx, by)
    },
  },
]
