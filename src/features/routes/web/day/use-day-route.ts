import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { visitsQuery } from '#features/visits/web/visits-api.ts'
import type { Visit } from '#features/visits/visit.ts'
import { ask } from '#ui/api/request.ts'
import type { RouteAnswer } from '../../route.ts'

export interface DayChoice {
  user: string
  date: string
  startAt: string
  endAt: string
  lunch: boolean
}

export type Stop = RouteAnswer['stops'][number] & { visit: Visit; no: number }

const open = ['proposed', 'planned', 'confirmed', 'inProgress']

/** The route of a user on a day, in its best order or in one that somebody made by hand. */
export function useDayRoute({ user, date, startAt, endAt, lunch }: DayChoice) {
  const key = `${user} ${date}`
  const [made, setMade] = useState<{ key: string; order: string[] }>()
  const order = made?.key === key ? made.order : undefined
  const body = {
    assigneeId: user,
    date,
    ...(startAt && { startAt }),
    // While one is being typed the day may end before it begins.
    ...(endAt && !(startAt >= endAt) && { endAt }),
    ...(lunch && !order && { lunchMinutes: 45 }),
    ...(order && { visitIds: order, inOrder: true }),
  }
  const route = useQuery({
    queryKey: ['visit', 'route', body],
    queryFn: ({ signal }) => ask<RouteAnswer>('POST', '/routes', { body, signal }),
    placeholderData: keepPreviousData,
  })
  const visits = useQuery({
    ...visitsQuery({ assignee: user, from: date, to: date, state: open, limit: '200', sort: 'date' }),
    placeholderData: keepPreviousData,
  })
  const byId = useMemo(() => new Map(visits.data?.items.map((visit) => [visit.id, visit])), [visits.data])
  const stops = useMemo<Stop[]>(
    () =>
      (route.data?.stops ?? [])
        .flatMap((stop) => {
          const visit = byId.get(stop.visitId)
          return visit ? [{ ...stop, visit, no: 0 }] : []
        })
        .map((stop, at) => ({ ...stop, no: at + 1 })),
    [route.data, byId],
  )
  const ids = stops.map(({ visitId }) => visitId)
  return {
    answer: route.data,
    error: route.error ?? visits.error,
    isLoading: route.isPending || visits.isPending,
    refetch: () => Promise.all([route.refetch(), visits.refetch()]),
    stops,
    visits: byId,
    isOwnOrder: order !== undefined,
    /** Puts a stop before the one that stands at `to` then. */
    move: (id: string, to: number) => {
      const rest = ids.filter((other) => other !== id)
      setMade({ key, order: [...rest.slice(0, Math.max(0, to)), id, ...rest.slice(Math.max(0, to))] })
    },
    best: () => setMade(undefined),
  }
}
