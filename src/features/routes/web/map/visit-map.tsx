import { IconLasso, IconMap2, IconPalette, IconTable, IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useLatest } from '#ui/use-latest.ts'
import { useText } from '#ui/texts.ts'
import type { MapSettings } from '../../map-settings.ts'
import { Lasso, isInside } from './lasso.tsx'
import { Legend } from './legend.tsx'
import './map.css'
import { showMarked, showPins, showRoute } from './overlay.ts'
import type { DrawnRoute } from './overlay.ts'
import type { ColorBy, Pin } from './pin.ts'
import { PinTable } from './pin-table.tsx'
import { useFit } from './use-fit.ts'
import { useMap } from './use-map.ts'
import { useMapEvents } from './use-map-events.ts'

interface VisitMapProps {
  pins: readonly Pin[]
  /** What the administrator chose for the map; undefined until it is known. */
  own: MapSettings | undefined
  route?: DrawnRoute | undefined
  chosen?: readonly string[]
  /** Left out: nothing can be chosen here, and there is no lasso. */
  onChoose?: (ids: string[]) => void
  hovered?: string | undefined
  onHover?: (id: string | undefined) => void
  onOpen: (id: string) => void
  /** What can be done with the chosen ones. */
  children?: ReactNode
}

const none: readonly string[] = []

/** Visits on a map, linked with the list beside it; the same as a table for who cannot use a map. */
export function VisitMap({
  pins,
  own,
  route,
  chosen = none,
  onChoose,
  hovered,
  onHover,
  onOpen,
  children,
}: VisitMapProps) {
  const t = useText()
  const element = useRef<HTMLDivElement>(null)
  const { drawn, failed } = useMap(element, own)
  const [by, setBy] = useState<ColorBy>('state')
  const [drawing, setDrawing] = useState(false)
  const [asTable, setAsTable] = useState(false)
  const byId = useMemo(() => new Map(pins.map((pin) => [pin.id, pin])), [pins])
  const latest = useLatest({ onHover, onOpen })
  useMapEvents(drawn, latest)
  useEffect(
    () => drawn && showPins(drawn.map, route ? [] : pins, by, drawn.palette),
    [drawn, pins, by, route],
  )
  useEffect(() => drawn && showRoute(drawn.map, route), [drawn, route])
  useEffect(() => {
    const ids = new Set(hovered === undefined ? chosen : [...chosen, hovered])
    const marked = [...ids].flatMap((id) => byId.get(id) ?? [])
    if (drawn)
      showMarked(
        drawn.map,
        marked.map((pin) => ({ ...pin, hovered: pin.id === hovered })),
      )
  }, [drawn, byId, chosen, hovered])
  useFit(drawn?.map, pins, route)
  const stop = useCallback(() => setDrawing(false), [])
  const choose = (line: [number, number][], more: boolean) => {
    setDrawing(false)
    if (!drawn || !onChoose) return
    const inside = pins.filter((pin) => {
      const { x, y } = drawn.map.project([pin.lon, pin.lat])
      return isInside([x, y], line)
    })
    onChoose([...new Set([...(more ? chosen : []), ...inside.map(({ id }) => id)])])
  }
  return (
    <section className="map" aria-label={t('map.title')}>
      <div ref={element} className="map-canvas" inert={asTable} />
      {failed && <p className="map-failed">{t('map.failed')}</p>}
      {drawing && <Lasso onDrawn={choose} onCancel={stop} label={t('map.lasso_hint')} />}
      {!asTable && !route && drawn && chosen.length === 0 && (
        <Legend pins={pins} by={by} palette={drawn.palette} />
      )}
      {asTable && <PinTable pins={pins} chosen={chosen} onChoose={onChoose} onOpen={onOpen} />}
      <div className="map-tools">
        {onChoose && !asTable && (
          <button
            type="button"
            className="button"
            aria-pressed={drawing}
            title={t('map.lasso_hint')}
            onClick={() => setDrawing(!drawing)}
          >
            <IconLasso size={16} stroke={1.75} />
            <span>{t('map.lasso')}</span>
          </button>
        )}
        {!asTable && !route && (
          <button type="button" className="button" onClick={() => setBy(by === 'state' ? 'plan' : 'state')}>
            <IconPalette size={16} stroke={1.75} />
            <span>{t(by === 'state' ? 'map.by_state' : 'map.by_plan')}</span>
          </button>
        )}
        <button type="button" className="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? <IconMap2 size={16} stroke={1.75} /> : <IconTable size={16} stroke={1.75} />}
          <span>{t(asTable ? 'map.as_map' : 'map.as_table')}</span>
        </button>
      </div>
      {onChoose && chosen.length > 0 && (
        <div className="map-chosen" role="group" aria-label={t('map.chosen', { count: chosen.length })}>
          <strong role="status">{t('map.chosen', { count: chosen.length })}</strong>
          {children}
          <button
            type="button"
            className="icon-button"
            aria-label={t('map.unchoose')}
            onClick={() => onChoose([])}
          >
            <IconX size={16} stroke={1.75} />
          </button>
        </div>
      )}
    </section>
  )
}
