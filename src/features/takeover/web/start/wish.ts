import type { Account } from '#features/groupware/account.ts'
import { dayText } from '#kernel/wall.ts'
import { TAKEOVER_AREAS, type Source, type Takeover, type TakeoverArea } from '../../takeover.ts'

/** What somebody said of a takeover; what they did not say follows from the account. */
export interface Wish {
  areas?: TakeoverArea[]
  sources?: string[]
  refresh?: boolean
  series?: Takeover['series']
  since?: string
  until?: string
}

/** What would be begun. */
export interface Plan {
  accountId: string
  areas: TakeoverArea[]
  refresh: boolean
  series: Takeover['series']
  since: string
  until: string
  sources: Source[]
}

/** An open one as it was begun. */
export function wishOf(takeover: Takeover | undefined): Wish {
  if (!takeover) return {}
  const { areas, sources, refresh, series, since, until } = takeover
  return { areas, sources: sources.map(({ id }) => id), refresh, series, since, until }
}

/** Everything the account has, from the places meant for it, unless somebody said otherwise. */
export function planOf(account: Account, sources: readonly Source[], wish: Wish, now: number): Plan {
  const { daysBack, daysAhead } = account.options
  const chosen = wish.sources ?? sources.filter(({ preset }) => preset).map(({ id }) => id)
  const areas = wish.areas ?? TAKEOVER_AREAS
  const read = sources.filter(({ id, area }) => chosen.includes(id) && areas.includes(area))
  return {
    accountId: account.id,
    areas: TAKEOVER_AREAS.filter((area) => read.some((one) => one.area === area)),
    refresh: wish.refresh ?? false,
    series: wish.series ?? 'whole',
    since: wish.since ?? dayText(now - daysBack * DAY),
    until: wish.until ?? dayText(now + daysAhead * DAY),
    sources: read,
  }
}

const DAY = 86_400_000

/** From here on one is told that it takes its time. */
const MANY = 1000

/** Mails of places with so many that looking through them takes long; undefined: of none. */
export function longReading({ sources }: Plan): { count: number; seconds: number } | undefined {
  const mails = sources.filter(({ area }) => area === 'mail')
  const count = mails.reduce((sum, one) => sum + (one.count ?? 0), 0)
  const seconds = mails.reduce((sum, one) => sum + (one.seconds ?? 0), 0)
  return count >= MANY ? { count, seconds } : undefined
}
