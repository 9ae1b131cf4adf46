import { useState } from 'react'
import '../plan-form.css'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Visit } from '../../visit.ts'
import { DayField, TextField } from '../typed-fields.tsx'
import { useVisitActs } from '../use-visit-acts.ts'

/** The customer was not met; a word about it is enough. */
export function NoShowSheet({ visit, onDone }: { visit: Visit; onDone: (done: boolean) => void }) {
  const t = useText()
  const acts = useVisitActs()
  const [report, setReport] = useState('')
  const [again, setAgain] = useState(true)
  const [retryOn, setRetryOn] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>()
  const save = async () => {
    if (again && !retryOn) return
    try {
      await acts.noShow(visit, {
        ...(again && { retryOn }),
        ...(report.trim() && { report: report.trim() }),
      })
      onDone(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <FormSheet
      title={t('visit.no_show.title', { name: visit.customer.displayName })}
      dirty={report !== ''}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={t('visit.no_show.save')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <div className="visit-choices" role="radiogroup" aria-label={t('visit.no_show.then')}>
        <label className="check-line">
          <input type="radio" name="then" checked={again} onChange={() => setAgain(true)} />
          {t('visit.no_show.again')}
        </label>
        <label className="check-line">
          <input type="radio" name="then" checked={!again} onChange={() => setAgain(false)} />
          {t('visit.no_show.go_on')}
        </label>
      </div>
      {again && <DayField label={t('visit.no_show.day')} value={retryOn} required onChange={setRetryOn} />}
      <TextField label={t('visit.no_show.note')} rows={3} value={report} onChange={setReport} />
    </FormSheet>
  )
}
