import { useText } from '#ui/texts.ts'
import type { Pin } from './pin.ts'

/** More lines nobody reads; the list beside has them all. */
const MOST = 300

interface PinTableProps {
  pins: readonly Pin[]
  chosen: readonly string[]
  onChoose: ((ids: string[]) => void) | undefined
  onOpen: (id: string) => void
}

/** What the map shows, in words; chosen by a tick instead of a line around it. */
export function PinTable({ pins, chosen, onChoose, onOpen }: PinTableProps) {
  const t = useText()
  const picked = new Set(chosen)
  const toggle = (id: string) =>
    onChoose?.(picked.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  return (
    <div className="map-table">
      <table>
        <thead>
          <tr>
            {onChoose && <th>{t('map.choose')}</th>}
            <th>{t('map.customer')}</th>
            <th>{t('map.where')}</th>
            <th>{t('map.state')}</th>
          </tr>
        </thead>
        <tbody>
          {pins.slice(0, MOST).map((pin) => (
            <tr key={pin.id}>
              {onChoose && (
                <td>
                  <input
                    type="checkbox"
                    checked={picked.has(pin.id)}
                    aria-label={pin.title}
                    onChange={() => toggle(pin.id)}
                  />
                </td>
              )}
              <td>
                <button type="button" className="link" onClick={() => onOpen(pin.id)}>
                  {pin.title}
                </button>
              </td>
              <td>
                {pin.text}
                {!pin.exact && <span className="map-note"> · {t('map.postal_code_only')}</span>}
              </td>
              <td>{t(`map.state.${pin.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pins.length > MOST && <p className="map-note">{t('map.more', { count: pins.length - MOST })}</p>}
    </div>
  )
}
