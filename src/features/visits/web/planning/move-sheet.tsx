import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { DayField } from '../typed-fields.tsx'
import { ManySheet, type ManyProps } from './many-sheet.tsx'

const shift = /^\s*([+\-−])\s*(\d{1,3})\s*$/

/** Moves visits to a day, or each by so many days: `+3` shifts the block and keeps its shape. */
export function MoveSheet(props: ManyProps) {
  const t = useText()
  const [how, setHow] = useState<'day' | 'shift'>('day')
  const [day, setDay] = useState<string | null>(null)
  const [days, setDays] = useState('7')
  const shiftDays = shiftOf(days)
  const change = how === 'day' ? day && { date: day } : shiftDays && { shiftDays }
  return (
    <ManySheet {...props} what="move" action={t('visit.move')} change={change || undefined}>
      <div className="visit-choices" role="radiogroup" aria-label={t('visit.move.how')}>
        {(['day', 'shift'] as const).map((one) => (
          <label key={one} className="check-line">
            <input type="radio" name="how" checked={how === one} onChange={() => setHow(one)} />
            {t(`visit.move.${one}`)}
          </label>
        ))}
      </div>
      {how === 'day' ? (
        <DayField label={t('visit.move.to')} value={day} required autoFocus onChange={setDay} />
      ) : (
        <div className="vf">
          <label htmlFor="shift-days">{t('visit.move.by')}</label>
          <span className="visit-shifts">
            <input
              id="shift-days"
              className="field num"
              value={days}
              autoFocus
              aria-invalid={shiftDays === undefined}
              onChange={(event) => setDays(event.target.value)}
            />
            {[-7, -1, 1, 7, 14].map((by) => (
              <button key={by} type="button" className="button small num" onClick={() => setDays(String(by))}>
                {by > 0 ? `+${by}` : `−${-by}`}
              </button>
            ))}
          </span>
          <small className="vf-hint">{t('visit.move.by_hint')}</small>
        </div>
      )}
    </ManySheet>
  )
}

/** `+3`, `-1` or `7`; nothing else, and not zero. */
function shiftOf(typed: string): number | undefined {
  const signed = shift.exec(/^\s*\d/.test(typed) ? `+${typed.trim()}` : typed)
  const days = signed ? Number(signed[2]) * (signed[1] === '+' ? 1 : -1) : 0
  return days === 0 ? undefined : days
}
