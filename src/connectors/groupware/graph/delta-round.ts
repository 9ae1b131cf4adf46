import { GroupwareError } from '../groupware-error.ts'

/** Where asking for changes goes on; what the token of the port holds. */
export interface Round {
  link: string
  /** The round began without a token. */
  whole: boolean
  /** The link leads to a next page, not to the next round. */
  paging: boolean
  /** The server's clock when this round began, and when the one before did; null: it has not, there was none. */
  at: string | null
  since: string | null
  /** The days of the calendar, which Graph bakes into the link. */
  window?: { from: string; to: string } | undefined
}

/** The first round, which has no token. */
export function firstRound(link: string, window?: { from: string; to: string }): Round {
  return { link, whole: true, paging: false, at: null, since: null, window }
}

/** A round as a token. */
export function roundToken(round: Round): string {
  return `graph1.${Buffer.from(JSON.stringify(round)).toString('base64url')}`
}

/** The round of a token; `token-lost` when it is none of ours, or its days have moved on too far. */
export function roundOf(token: string, window?: { from: string; to: string }): Round {
  const round = parsed(token)
  if (!round) throw new GroupwareError('token-lost', 'not a token of Graph')
  if (!round.paging && window && round.window && hasMoved(round.window, window)) {
    throw new GroupwareError('token-lost', 'the days looked at have moved on')
  }
  return round
}

/** What comes after a page: the next page of this round, or the next round. */
export function nextRound(
  round: Round,
  page: { next: string | undefined; delta: string | undefined; at: string },
): Round {
  const link = page.next ?? page.delta
  if (link === undefined) throw new GroupwareError('broken', 'a page without a link to the next')
  const paging = page.next !== undefined
  const begun = round.paging ? round : { since: round.at, at: page.at }
  return { ...round, link, paging, whole: paging && round.whole, at: begun.at, since: begun.since }
}

/** The window is part of Graph's link and rolls on only with a new round: monthly is often enough. */
const ANCHORED_DAYS = 31

function hasMoved(old: { from: string; to: string }, now: { from: string; to: string }): boolean {
  const days = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
  return days(old.from, now.from) > ANCHORED_DAYS || days(old.to, now.to) > ANCHORED_DAYS
}

function parsed(token: string): Round | undefined {
  if (!token.startsWith('graph1.')) return undefined
  try {
    const round = JSON.parse(Buffer.from(token.slice(7), 'base64url').toString()) as Round
    return typeof round.link === 'string' ? round : undefined
  } catch {
    return undefined
  }
}
