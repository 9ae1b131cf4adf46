import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { openAssign, openMove } from '#features/visits/web/dialogs.ts'
import type { PaneProps } from '#features/visits/web/planning/planning.tsx'
import { useVisitActs } from '#features/visits/web/use-visit-acts.ts'
import { searchOf } from '#features/visits/web/visits-api.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { MapPins } from '../route.ts'
import type { Pin } from './map/pin.ts'
import { VisitMap } from './map/visit-map.tsx'

/** What the planning table shows, on a map: encircled visits are moved, given away and accepted together. */
export function PlanningMap({ params, onOpen }: PaneProps) {
  const t = useText()
  const settings = useSettings()
  const mayChange = useUser().role !== 'guest'
  const { bulk } = useVisitActs()
  const [chosen, setChosen] = useState<string[]>([])
  const { data } = useQuery({
    queryKey: ['visit', 'pins', params],
    queryFn: ({ signal }) => ask<MapPins>('GET', `/routes/pins?${searchOf(params)}`, { signal }),
    placeholderData: keepPreviousData,
  })
  const pins = useMemo(() => (data?.items ?? []).map(pinOf), [data])
  const ids = useMemo(() => new Set(pins.map(({ id }) => id)), [pins])
  const still = useMemo(() => chosen.filter((id) => ids.has(id)), [chosen, ids])
  const selected = { chosen: { ids: still }, count: still.length }
  const clear = (begun: boolean) => begun && setChosen([])
  return (
    <div className="map-pane">
      <VisitMap
        pins={pins}
        own={settings?.map}
        chosen={still}
        {...(mayChange && { onChoose: setChosen })}
        onOpen={onOpen}
      >
        <button type="button" className="button small" onClick={() => void openMove(selected).then(clear)}>
          {t('map.move')}
        </button>
        <button type="button" className="button small" onClick={() => void openAssign(selected).then(clear)}>
          {t('map.assign')}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => void bulk(selected.chosen, { accept: true }).then(() => setChosen([]), complain)}
        >
          {t('map.accept')}
        </button>
      </VisitMap>
      {data && (data.nowhere > 0 || data.more) && (
        <p className="map-foot">
          {[data.nowhere > 0 && t('map.nowhere', { count: data.nowhere }), data.more && t('map.too_many')]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </div>
  )
}

function pinOf({
  id,
  lat,
  lon,
  exact,
  state,
  plan,
  customer,
  date,
  startTime,
  postalCode,
  city,
}: MapPins['items'][number]): Pin {
  const place = [postalCode, city].filter(Boolean).join(' ')
  const time = [formatDay(date), startTime].filter(Boolean).join(' ')
  return {
    id,
    lat,
    lon,
    exact,
    state,
    plan,
    title: customer,
    text: [place, time].filter(Boolean).join(' · '),
  }
}
