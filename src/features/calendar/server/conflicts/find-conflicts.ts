import { sql } from 'kysely'
import { zoneOf } from '#features/appointments/server/appointment-state.ts'
import { listOccurrences } from '#features/appointments/server/list-occurrences.ts'
import { isoInstant, spanOf, wallAt } from '#kernel/zone-clock.ts'
import { DAY, wallOf } from '#kernel/wall.ts'
import { dayFacts } from '#features/workdays/server/day-facts.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Conflict, ConflictQuestion, ConflictReply } from '../../conflict.ts'
import type { FeedsDb } from '../feed/tables.ts'
import { dayConflicts } from './day-conflicts.ts'

/** What speaks against a time, user by user, in the order they were named; nothing is refused because of it. */
export async function findConflicts(
  db: Database<FeedsDb>,
  by: By,
  question: ConflictQuestion,
): Promise<ConflictReply> {
  const { users, allDay = question.start.length === 10 } = question
  const zone = question.timeZone ?? (await zoneOf(db, by.id))
  const [start, end] = [question.start, question.end].map((text) => wallOf(allDay ? text.slice(0, 10) : text))
  if (start === undefined || end === undefined || end <= start)
    throw invalid('end', 'before_start', 'The end must lie behind the start.')
  if (end - start > LONGEST) throw invalid('end', 'too_long', 'At most 60 days.')
  const { startsAt, endsAt } = spanOf(start, end, zone)
  const span = { from: startsAt, to: endsAt }
  const taken = [
    ...(await takenByAppointments(db, by, span, question)),
    ...(await takenByVisits(db, by, span, question)),
  ]
  const facts = await dayFacts(db, {
    from: Math.floor(start / DAY) - 1,
    to: Math.floor(end / DAY) + 1,
    users,
    language: by.language,
  })
  return {
    items: users.map((userId) => {
      const user = facts.users.get(userId)
      const own = taken.filter((one) => one.users.includes(userId)).map((one) => one.conflict)
      if (!user) return { userId, conflicts: own }
      // Whole days are those of the calendar, wherever somebody works.
      const [from, to] = allDay
        ? [start, end]
        : [wallAt(span.from, user.timeZone), wallAt(span.to, user.timeZone)]
      return { userId, conflicts: [...own, ...dayConflicts(facts, user, { from, to, allDay })] }
    }),
  }
}

const LONGEST = 60 * DAY

interface Span {
  from: number
  to: number
}

interface Taken {
  users: string[]
  conflict: Conflict
}

async function takenByAppointments(
  db: Database<FeedsDb>,
  by: By,
  { from, to }: Span,
  { users, exceptId }: ConflictQuestion,
): Promise<Taken[]> {
  const found = await listOccurrences(db, by, { from: isoInstant(from), to: isoInstant(to), users })
  return found.flatMap(({ id, title, startsAt, endsAt, busy, hidden, attendees, userIds }) => {
    if (busy === 'free' || id === exceptId || Date.parse(endsAt) <= from) return []
    const declined = attendees.flatMap((one) => (one.response === 'declined' ? [one.userId] : []))
    const coming = userIds.filter((user) => !declined.includes(user))
    return [
      {
        users: coming,
        conflict: { kind: 'appointment', id, title, startsAt, endsAt, date: null, busy, hidden },
      },
    ]
  })
}

async function takenByVisits(
  db: Database<FeedsDb>,
  by: By,
  { from, to }: Span,
  { users, exceptId }: ConflictQuestion,
): Promise<Taken[]> {
  const day = (at: number, more: number) => isoInstant(at + more * DAY).slice(0, 10)
  const { rows } = await sql<{
    id: string
    user: string
    title: string
    startsAt: string
    endsAt: string
    seen: boolean
  }>`
    select v.id, v.assignee_id as user, c.display_name as title, v.starts_at, v.ends_at, ${readable(by, sql`c.reader_ids`)} as seen
    from visit v join contact c on c.id = v.contact_id
    where v.assignee_id = any(${uuids(users)}) and v.state in ('planned', 'confirmed', 'inProgress')
      and v.date between ${day(from, -1)}::date and ${day(to, 1)}::date and v.start_time is not null
      and v.starts_at < ${isoInstant(to)}::timestamptz and v.ends_at > ${isoInstant(from)}::timestamptz
      and v.id is distinct from ${exceptId ?? null}
    order by v.starts_at`.execute(db)
  return rows.map(({ id, user, title, startsAt, endsAt, seen }) => ({
    users: [user],
    conflict: {
      kind: 'visit',
      id,
      title: seen ? title : '',
      startsAt,
      endsAt,
      date: null,
      busy: 'busy',
      hidden: !seen,
    },
  }))
}
