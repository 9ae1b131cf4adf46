/** A time that somebody has something in their calendar, in milliseconds. */
export interface BusyTime {
  from: number
  to: number
  busy: 'busy' | 'free' | 'tentative' | 'away'
}

export interface BusyPeriod {
  from: number
  to: number
  /** RFC 5545, 3.2.9. */
  type: 'BUSY' | 'BUSY-TENTATIVE' | 'BUSY-UNAVAILABLE'
}

const TYPES = { busy: 'BUSY', tentative: 'BUSY-TENTATIVE', away: 'BUSY-UNAVAILABLE' } as const

/** Times as periods in order: cut to the window, what is free left out, those that touch made one. */
export function busyPeriods(times: readonly BusyTime[], window: { from: number; to: number }): BusyPeriod[] {
  const periods: BusyPeriod[] = []
  const taken = times.flatMap(({ busy, ...span }) =>
    busy === 'free' ? [] : [{ ...span, type: TYPES[busy] }],
  )
  for (const one of taken.sort((a, b) => (a.type === b.type ? a.from - b.from : a.type < b.type ? -1 : 1))) {
    const from = Math.max(one.from, window.from)
    const to = Math.min(one.to, window.to)
    if (from >= to) continue
    const last = periods.at(-1)
    if (last && last.type === one.type && from <= last.to) last.to = Math.max(last.to, to)
    else periods.push({ from, to, type: one.type })
  }
  return periods.sort((a, b) => a.from - b.from || a.to - b.to)
}
