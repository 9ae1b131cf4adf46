import { useState } from 'react'
import '../plan-form.css'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Selected } from '../dialogs.ts'
import { timeTyped } from '../read-typed.ts'
import { Field } from '../typed-fields.tsx'
import { useVisitActs } from '../use-visit-acts.ts'
import { clockOf, minutesOf } from '../visit-parts.tsx'

/** Times in a row, day by day: from 8:00 on, 15 minutes each, 10 minutes on the way to the next. */
export function TimesSheet({
  chosen,
  always,
  count,
  onDone,
}: Selected & { onDone: (begun: boolean) => void }) {
  const t = useText()
  const { bulk } = useVisitActs()
  const [start, setStart] = useState('8:00')
  const [minutes, setMinutes] = useState('15')
  const [travel, setTravel] = useState('10')
  const [problem, setProblem] = useState<unknown>()
  const first = timeOf(start)
  const each = Number(minutes)
  const way = Number(travel)
  const save = async () => {
    if (!first || !(each > 0) || !(way >= 0)) return
    try {
      await bulk(chosen, { times: { start: first, minutes: each, travelMinutes: way } }, always)
      onDone(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <FormSheet
      title={count === undefined ? t('visit.times.title_all') : t('visit.times.title', { count })}
      dirty={false}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={t('visit.times.save')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <p className="muted">{t('visit.times.text')}</p>
      <div className="vf-row">
        <Field label={t('visit.times.start')} error={first ? undefined : t('visit.time_unknown')}>
          {(props) => (
            <input
              {...props}
              className="field num"
              data-autofocus
              value={start}
              onChange={(event) => setStart(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('visit.times.each')}>
          {(props) => <Minutes {...props} value={minutes} least={1} onChange={setMinutes} />}
        </Field>
        <Field label={t('visit.times.travel')}>
          {(props) => <Minutes {...props} value={travel} least={0} onChange={setTravel} />}
        </Field>
      </div>
      {first && each > 0 && (
        <p className="visit-example num">
          {[0, 1, 2].map((at) => clockOf(minutesOf(first) + at * (each + way))).join(' · ')} …
        </p>
      )}
    </FormSheet>
  )
}

function Minutes(props: { id: string; value: string; least: number; onChange: (value: string) => void }) {
  const { least, onChange, ...rest } = props
  return (
    <input
      {...rest}
      className="field num"
      type="number"
      inputMode="numeric"
      min={least}
      max={480}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function timeOf(typed: string): string | undefined {
  try {
    return timeTyped(typed) ?? undefined
  } catch {
    return undefined
  }
}
