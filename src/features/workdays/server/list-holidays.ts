import { readSettings } from '#features/settings/server/settings.ts'
import { dayNumber, dayOf, partsOf } from '#kernel/day.ts'
import { invalid } from '#kernel/problem.ts'
import type { Language } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Holiday, HolidaysQuery } from '../workday.ts'
import { listClosures } from './closures.ts'
import { firmRegion, holidaysOf } from './holidays.ts'
import type { WorkdaysDb } from './tables.ts'

/** Whoever looks further ahead than this is not planning. */
const MOST_DAYS = 3660

/** Holidays and closed days of a stretch of days, in their order: those of a region, or of the firm's. */
export async function listHolidays(
  db: Database<WorkdaysDb>,
  language: Language,
  { from, to, country, state, region }: HolidaysQuery,
): Promise<Holiday[]> {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  if (last < first) throw invalid('to', 'before_from', 'Not before the first day')
  if (last - first > MOST_DAYS) throw invalid('to', 'too_far', 'At most ten years at once')
  const asked = country ? { country, state, region } : firmRegion((await readSettings(db)).holidays)
  const years = Array.from(
    { length: partsOf(last).year - partsOf(first).year + 1 },
    (_, n) => partsOf(first).year + n,
  )
  const holidays = holidaysOf(asked, years, language).filter(({ date }) => date >= from && date <= to)
  const closures = (await listClosures(db, { from, to })).flatMap((closure) => {
    const [start, end] = [Math.max(dayNumber(closure.from), first), Math.min(dayNumber(closure.to), last)]
    return Array.from({ length: end - start + 1 }, (_, n) => ({
      date: dayOf(start + n),
      name: closure.name,
      kind: 'closure' as const,
    }))
  })
  return [...holidays, ...closures].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}
