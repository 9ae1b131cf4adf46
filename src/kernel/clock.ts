// Wall clock times without seconds: `08:00` outside, minutes after midnight inside of rules.

const DAY = 1440

/** Minutes after midnight of `08:15`. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** How minutes after midnight are written; undefined for what is not on the same day. */
export function clockOf(minutes: number): string | undefined {
  if (minutes < 0 || minutes >= DAY) return undefined
  const [hour, minute] = [Math.floor(minutes / 60), Math.floor(minutes % 60)]
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
