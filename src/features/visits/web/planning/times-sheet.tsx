import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { timeTyped } from '../read-typed.ts'
import { NumberField, WordsField } from '../typed-fields.tsx'
import { clockOf, minutesOf } from '../visit-parts.tsx'
import { ManySheet, type ManyProps } from './many-sheet.tsx'

/** Times in a row, day by day: from 8:00 on, 15 minutes each, 10 minutes on the way to the next. */
export function TimesSheet(props: ManyProps) {
  const t = useText()
  const [start, setStart] = useState('8:00')
  const [minutes, setMinutes] = useState('15')
  const [travel, setTravel] = useState('10')
  const first = timeOf(start)
  const each = Number(minutes)
  const way = Number(travel)
  const whole = first !== undefined && each > 0 && way >= 0
  const change = whole ? { times: { start: first, minutes: each, travelMinutes: way } } : undefined
  return (
    <ManySheet {...props} what="times" action={t('visit.times.save')} change={change}>
      <p className="muted">{t('visit.times.text')}</p>
      <div className="vf-row">
        <WordsField
          label={t('visit.times.start')}
          error={first ? undefined : t('visit.time_unknown')}
          data-autofocus
          value={start}
          onChange={setStart}
        />
        <NumberField label={t('visit.times.each')} min={1} max={480} value={minutes} onChange={setMinutes} />
        <NumberField label={t('visit.times.travel')} min={0} max={480} value={travel} onChange={setTravel} />
      </div>
      {first && each > 0 && (
        <p className="visit-example num">
          {[0, 1, 2].map((at) => clockOf(minutesOf(first) + at * (each + way))).join(' · ')} …
        </p>
      )}
    </ManySheet>
  )
}

function timeOf(typed: string): string | undefined {
  try {
    return timeTyped(typed) ?? undefined
  } catch {
    return undefined
  }
}
