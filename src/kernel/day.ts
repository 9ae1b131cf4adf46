// Civil days without clock and zone: `2026-11-21` outside, the number of days since 1 January 1970 inside, so that
// rules can count with them. Proleptic Gregorian calendar, after Howard Hinnant's "chrono-Compatible Low-Level Date
// Algorithms".

/** A civil day as it is written: `2026-11-21`. */
export type Day = string

export interface DayParts {
  year: number
  /** 1–12. */
  month: number
  /** 1–31. */
  dayOfMonth: number
}

/** Days since 1970-01-01 of a written day. */
export function dayNumber(day: Day): number {
  return numberOf({
    year: Number(day.slice(0, -6)),
    month: Number(day.slice(-5, -3)),
    dayOfMonth: Number(day.slice(-2)),
  })
}

/** The written day of a number. */
export function dayOf(number: number): Day {
  const { year, month, dayOfMonth } = partsOf(number)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** Monday is 1, Sunday 7 (ISO 8601). */
export function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

/** The calendar week of a day by ISO 8601, which is the one that holds its week's Thursday. */
export function weekOf(number: number): number {
  const thursday = number + 4 - weekdayOf(number)
  const { year } = partsOf(thursday)
  return Math.floor((thursday - numberOf({ year, month: 1, dayOfMonth: 1 })) / 7) + 1
}

export function numberOf({ year, month, dayOfMonth }: DayParts): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

export function partsOf(number: number): DayParts {
  const z = number + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
