import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { SubjectKind } from '#features/subjects/subject.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { Visibility } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'

/** Whom a subject is kept to, and how it is called. */
export interface Kept {
  title?: string
  visibility?: Visibility
  access?: string[]
}

/** A subject as its own feature would write it: its owner and whoever is on its list see it in any case. */
export async function makeSubject<T>(
  db: Database<T>,
  ownerId: string,
  kind: SubjectKind,
  { title = 'Neubau', visibility = 'write', access = [] }: Kept = {},
) {
  const id = randomUUIDv7()
  const managers = [ownerId, ...access]
  const readers = visibility === 'managers' ? managers : [EVERYONE, ...managers]
  const common = sql`${id}, ${title.toLowerCase()}, ${`{${readers.join(',')}}`}::uuid[], ${title}, ${ownerId},
    ${visibility}, ${title.toLowerCase()}, ${ownerId}`
  const columns = sql`id, search, reader_ids, title, owner_id, visibility, sort_key, created_by`
  if (kind === 'opportunity')
    await sql`
      insert into opportunity (${columns}, currency, probability, stage_id)
      values (${common}, 'EUR', 10, ${await makeStage(db)})`.execute(db)
  else if (kind === 'event')
    await sql`
      insert into event (${columns}, time_zone, uid) values (${common}, 'Europe/Berlin', ${id})`.execute(db)
  else await sql`insert into project (${columns}) values (${common})`.execute(db)
  return id
}

async function makeStage<T>(db: Database<T>): Promise<string> {
  const [pipelineId, id] = [randomUUIDv7(), randomUUIDv7()]
  await sql`insert into pipeline (id, name, position) values (${pipelineId}, ${id}, 1)`.execute(db)
  await sql`
    insert into stage (id, pipeline_id, name, color, probability, type, position)
    values (${id}, ${pipelineId}, 'Probe', '#808080', 10, 'open', 1)`.execute(db)
  return id
}
