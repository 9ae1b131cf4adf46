import { useEffect, useMemo, useState } from 'react'
import type { CardOffer, CardOffers } from '../../../people-import.ts'
import { hindranceOf, proposedFor, type CardDecision, type Hindrance } from '../../../card-decision.ts'
import { useCards } from '../people-api.ts'

/** The people of the address books who are no contacts yet, and what is wanted with each. */
export interface Offers {
  all: readonly CardOffer[]
  counts: CardOffers['counts'] | undefined
  allowsAlone: boolean
  isLoading: boolean
  error: Error | null
  retry: () => void
  decisionOf: (offer: CardOffer) => CardDecision
  decide: (ids: readonly string[], change: Partial<CardDecision>) => void
  hindranceOf: (offer: CardOffer) => Hindrance | undefined
  /** Whoever is taken over or linked as it stands. */
  taken: readonly CardOffer[]
  isTaken: (offer: CardOffer) => boolean
}

/** Reads all that is offered, page by page; what nobody says otherwise is as it is proposed. */
export function useOffers(accountId: string, enabled: boolean): Offers {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useCards(
    accountId,
    { state: 'open' },
    enabled,
  )
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])
  const [said, setSaid] = useState<ReadonlyMap<string, CardDecision>>(new Map())
  const all = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const lists = useMemo(() => {
    const byId = new Map(all.map((offer) => [offer.id, offer]))
    const decisionOf = (offer: CardOffer) => said.get(offer.id) ?? proposedFor(offer)
    const isTicked = (id: string) => {
      const offer = byId.get(id)
      return offer !== undefined && decisionOf(offer).ticked
    }
    const hindrance = (offer: CardOffer) => hindranceOf(offer, decisionOf(offer), isTicked)
    const taken = all.filter((offer) => decisionOf(offer).ticked && hindrance(offer) === undefined)
    const ids = new Set(taken.map(({ id }) => id))
    return { byId, decisionOf, hindranceOf: hindrance, taken, isTaken: ({ id }: CardOffer) => ids.has(id) }
  }, [all, said])
  const decide = (ids: readonly string[], change: Partial<CardDecision>) => {
    const next = new Map(said)
    for (const id of ids) {
      const offer = lists.byId.get(id)
      if (offer) next.set(id, { ...lists.decisionOf(offer), ...change })
    }
    setSaid(next)
  }
  return {
    ...lists,
    all,
    counts: data?.pages[0]?.counts,
    allowsAlone: data?.pages[0]?.allowsAlone ?? true,
    isLoading: isFetching || hasNextPage,
    error,
    retry: () => void (data ? fetchNextPage() : refetch()),
    decide,
  }
}
