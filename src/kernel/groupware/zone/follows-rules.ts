import type { Onset } from './observances.ts'

const HOUR = 3_600_000

/** Whether clocks of the zone show the same all the year: around every change, and once a month. */
export function followsRules(
  zone: string,
  { year, steady, onsets }: { year: number; steady: number; onsets: readonly Onset[] },
): boolean {
  const around = onsets.flatMap(({ at }) => [at - HOUR, at + HOUR])
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(year, month, 15, 12))
  return [...around, ...months].every((at) => offsetAt(at, zone) === told(at, onsets, steady))
}

function told(at: number, onsets: readonly Onset[], steady: number): number {
  const last = onsets.findLast((one) => one.at <= at)
  return last ? last.after : (onsets[0]?.before ?? steady)
}

function offsetAt(instant: number, zone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  )
}
