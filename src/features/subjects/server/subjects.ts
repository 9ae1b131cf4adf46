import { sql } from 'kysely'
import type { ProjectsDb } from '#features/projects/server/tables.ts'
import { Problem, missing } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { ABOUT_KINDS, SUBJECT_FIELDS, SUBJECT_KINDS } from '../subject.ts'
import type { AboutKind, Subject, SubjectIds, SubjectKind } from '../subject.ts'

/** Subjects as a change names them; what it does not name is undefined. */
type Named = { [Field in keyof SubjectIds]?: string | null | undefined }

/**
 * The subjects of these ids with their names, each of which has to be there for `by` and not in the bin; locked, so
 * that none is deleted before what names it is written.
 */
export async function checkSubjects<T extends ProjectsDb>(
  tx: Tx<T>,
  by: By,
  named: Named,
): Promise<Subject[]> {
  const found: Subject[] = []
  for (const kind of SUBJECT_KINDS) {
    const id = named[SUBJECT_FIELDS[kind]]
    if (!id) continue
    const { rows } = await sql<{ title: string }>`
      select s.title from ${sql.table(kind)} s
      where s.id = ${id} and s.deleted_at is null and ${readable(by, sql`s.reader_ids`)} for key share of s`.execute(
      tx,
    )
    const [row] = rows
    if (!row) throw refusal(kind)
    found.push({ kind, id, title: row.title })
  }
  return found
}

/** The subject, if `by` may see it and it is not in the bin. */
export async function readSubject<T extends ProjectsDb>(
  db: Database<T>,
  by: By,
  { kind, id }: { kind: SubjectKind; id: string },
): Promise<Subject> {
  const { rows } = await sql<{ title: string }>`
    select s.title from ${sql.table(kind)} s
    where s.id = ${id} and s.deleted_at is null and ${readable(by, sql`s.reader_ids`)}`.execute(db)
  const [row] = rows
  if (!row) throw missing()
  return { kind, id, title: row.title }
}

/** What a row is about, by id. */
export type AboutIds = { [Kind in AboutKind as `${Kind}Id`]?: string | null | undefined }

/** Who hears live of a change of something about all of this: whoever sees each of them. As system. */
export async function subjectReaders<T extends ProjectsDb>(
  db: Database<T>,
  ids: AboutIds,
): Promise<string[]> {
  const lists: string[][] = []
  for (const kind of ABOUT_KINDS) {
    const id = ids[`${kind}Id`]
    if (!id) continue
    const { rows } = await sql<{ readers: string[] }>`
      select reader_ids as readers from ${sql.table(kind)} where id = ${id}`.execute(db)
    lists.push(rows[0]?.readers ?? [])
  }
  return inAll(db, lists)
}

/** The principals who are in each of the lists, by themselves, by a group or as everybody. */
async function inAll<T extends ProjectsDb>(db: Database<T>, lists: string[][]): Promise<string[]> {
  const [first = [], second] = lists
  if (second === undefined) return first
  // A list with everybody says nothing about users: of them only the others decide.
  const isEverybody = lists.every((list) => list.includes(EVERYONE))
  const isIn = (list: string[]) => sql`(
    (u.role <> 'guest' and ${EVERYONE}::uuid = any(${uuids(list)})) or u.id = any(${uuids(list)})
    or exists (select 1 from group_member m where m.user_id = u.id and m.group_id = any(${uuids(list)})))`
  const who = isEverybody ? sql`u.role = 'guest'` : sql`true`
  const { rows } = await sql<{ id: string }>`
    select u.id from app_user u
    where u.deactivated_at is null and ${who} and ${sql.join(lists.map(isIn), sql` and `)}`.execute(db)
  return [...(isEverybody ? [EVERYONE] : []), ...rows.map(({ id }) => id)]
}

function refusal(kind: SubjectKind): Problem {
  const path = SUBJECT_FIELDS[kind]
  const message = `There is no such ${kind}, or you may not see it.`
  return new Problem('invalid', 'invalid', message, [{ path, code: 'unknown', message }])
}
