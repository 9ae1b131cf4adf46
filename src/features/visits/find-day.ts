import type { Diary } from './diary.ts'
import type { PlaceRules, Shift } from './placement.ts'
import type { DueWindow } from './tolerance.ts'

/**
 * The day for a visit that is wanted on `wanted`, inside of its window; or what was in the way. Strict directions never
 * turn round. `nearest` takes the earlier of two days that are equally near: the customer does not wait longer than
 * agreed. `skip` leaves out a date on a holiday; it and `keep` let all else give way to later days first.
 */
export function findDay(
  onHoliday: PlaceRules['onHoliday'],
  diary: Diary,
  wanted: number,
  { dueFrom, dueTo }: DueWindow,
): number | Shift {
  if (wanted >= dueFrom && wanted <= dueTo && !diary.against(wanted)) return wanted
  if (onHoliday === 'skip' && diary.against(wanted) === 'holiday') return diary.why(wanted)
  const [earlier, later] = [wanted - dueFrom, dueTo - wanted]
  const forth = () => firstFree(diary, wanted, later, 1)
  const back = () => firstFree(diary, wanted, earlier, -1)
  const found =
    onHoliday === 'before'
      ? back()
      : onHoliday === 'after'
        ? forth()
        : onHoliday === 'nearest'
          ? nearestFree(diary, wanted, earlier, later)
          : (forth() ?? back())
  return found ?? obstacle(onHoliday, diary, wanted, { dueFrom, dueTo })
}

function firstFree(diary: Diary, wanted: number, far: number, step: 1 | -1): number | undefined {
  for (let away = 1; away <= far; away++) {
    const day = wanted + away * step
    if (!diary.against(day)) return day
  }
  return undefined
}

function nearestFree(diary: Diary, wanted: number, earlier: number, later: number): number | undefined {
  for (let away = 1; away <= Math.max(earlier, later); away++) {
    if (away <= earlier && !diary.against(wanted - away)) return wanted - away
    if (away <= later && !diary.against(wanted + away)) return wanted + away
  }
  return undefined
}

/** What kept a visit from every day: on the wanted day; but a mere weekend gives way to what was in the way beside it. */
function obstacle(
  onHoliday: PlaceRules['onHoliday'],
  diary: Diary,
  wanted: number,
  { dueFrom, dueTo }: DueWindow,
): Shift {
  const why = diary.why(wanted)
  if (why.reason !== 'weekend') return why
  const from = onHoliday === 'after' ? wanted : dueFrom
  const to = onHoliday === 'before' ? wanted : dueTo
  for (let day = from; day <= to; day++) {
    if (diary.against(day) !== 'weekend') return diary.why(day)
  }
  return why
}
