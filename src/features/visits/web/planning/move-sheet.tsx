import { useState } from 'react'
import '../plan-form.css'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Selected } from '../dialogs.ts'
import { DayField } from '../typed-fields.tsx'
import { useVisitActs } from '../use-visit-acts.ts'

const shift = /^\s*([+\-−])\s*(\d{1,3})\s*$/

/** Moves visits to a day, or each by so many days: `+3` shifts the block and keeps its shape. */
export function MoveSheet({
  chosen,
  always,
  count,
  onDone,
}: Selected & { onDone: (begun: boolean) => void }) {
  const t = useText()
  const { bulk } = useVisitActs()
  const [how, setHow] = useState<'day' | 'shift'>('day')
  const [day, setDay] = useState<string | null>(null)
  const [days, setDays] = useState('7')
  const [problem, setProblem] = useState<unknown>()
  const shiftDays = shiftOf(days)
  const change = how === 'day' ? day && { date: day } : shiftDays && { shiftDays }
  const save = async () => {
    if (!change) return
    try {
      await bulk(chosen, change, always)
      onDone(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <FormSheet
      title={count === undefined ? t('visit.move.title_all') : t('visit.move.title', { count })}
      dirty={false}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={t('visit.move')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
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
    </FormSheet>
  )
}

/** `+3`, `-1` or `7`; nothing else, and not zero. */
function shiftOf(typed: string): number | undefined {
  const signed = shift.exec(/^\s*\d/.test(typed) ? `+${typed.trim()}` : typed)
  const days = signed ? Number(signed[2]) * (signed[1] === '+' ? 1 : -1) : 0
  return days === 0 ? undefined : days
}
