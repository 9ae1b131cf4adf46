import { useEffect, useMemo, useRef } from 'react'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { drawMark } from './draw-mark.ts'
import type { Palette } from './palette.ts'
import { looksOf } from './pin.ts'
import type { ColorBy, Look, Pin } from './pin.ts'

/** What the marks mean: each with its sign and its word; and how many lie only where their postal code does. */
export function Legend({ pins, by, palette }: { pins: readonly Pin[]; by: ColorBy; palette: Palette }) {
  const t = useText()
  const looks = useMemo(() => looksOf(pins, by, palette.tones), [pins, by, palette])
  const coarse = pins.filter(({ exact }) => !exact).length
  if (pins.length === 0) return null
  return (
    <ul className="map-legend" aria-label={t('map.legend')}>
      {looks.map((look) => (
        <li key={look.key}>
          <Mark look={look} edge={palette.panel} />
          <span className="cut">{look.state ? t(`map.state.${look.state}`) : look.name}</span>
          <span className="num">{formatNumber(look.count)}</span>
        </li>
      ))}
      {coarse > 0 && <li className="map-note">{t('map.only_postal_code', { count: coarse })}</li>}
    </ul>
  )
}

function Mark({ look, edge }: { look: Look; edge: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { color, sign } = look
  useEffect(() => {
    const picture = drawMark(color, sign, edge)
    canvas.current?.getContext('2d')?.putImageData(picture, 0, 0)
  }, [color, sign, edge])
  return <canvas ref={canvas} width={44} height={44} aria-hidden="true" />
}
