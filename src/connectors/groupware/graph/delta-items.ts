import type { Changes, Remote } from '../groupware.ts'
import { firstRound, nextRound, roundOf, roundToken } from './delta-round.ts'
import { each } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'

/** How the items of a folder or list are read. */
export interface DeltaOf<E, I> {
  /** Where a round begins. */
  link: string
  prefer?: readonly string[]
  /** One as it is now, with everything; undefined when it is there no more. */
  found(id: string): Promise<Remote<I> | undefined>
  /** One out of a page of a round that began anew, where asking for each would be too much; undefined when it is left out. */
  listed(entity: Sent<E>): Promise<Remote<I> | undefined>
}

/** One page of changes of a folder or list (of calendars see the event store). What is said to be gone is asked for. */
export async function deltaChanges<E, I>(
  call: GraphCall,
  { link, prefer = [], found, listed }: DeltaOf<E, I>,
  token: string | null,
  { limit, signal }: { limit: number; signal?: AbortSignal },
): Promise<Changes<I>> {
  const round = token === null ? firstRound(link) : roundOf(token)
  const answer = await call.page<Sent<E>>(round.link, {
    prefer: [...prefer, `odata.maxpagesize=${limit}`],
    signal,
  })
  const next = nextRound(round, answer)
  const latest = [...new Map(answer.value.map((one) => [one.id, one])).values()]
  const removed: string[] = []
  const changed = await each(latest, async (one) => {
    if (round.whole && !one['@removed']) return listed(one)
    const now = await found(one.id)
    if (!now && one['@removed']) removed.push(one.id)
    return now
  })
  return {
    changed: changed.filter((one) => one !== undefined),
    removed,
    token: roundToken(next),
    more: next.paging,
    whole: round.whole,
  }
}
