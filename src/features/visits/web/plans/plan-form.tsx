import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settingsQuery } from '#features/contacts/web/contact-api.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { useUser } from '#ui/api/session.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import type { PlanPreset } from '../dialogs.ts'
import { today } from '../visit-parts.tsx'
import { CustomersPart } from './customers-part.tsx'
import { PlanSummary } from './plan-summary.tsx'
import { bodyOf, draftOf, newDraft, touchesVisits, type PlanDraft } from './plan-draft.ts'
import { usePlanActs } from './plans-api.ts'
import { PreviewSheet } from './preview-sheet.tsx'
import { RhythmPart } from './rhythm-part.tsx'
import { RulesPart } from './rules-part.tsx'
import { SamplePart } from './sample-part.tsx'
import '../plan-form.css'

interface PlanFormProps {
  plan?: VisitPlan
  preset?: PlanPreset
  onDone: (plan: VisitPlan | undefined) => void
}

/** What every part of the form gets. */
export interface PartProps {
  draft: PlanDraft
  set: (part: Partial<PlanDraft>) => void
  errors: Record<string, string>
}

/** A visit plan: whom, what, how often, by which rules. Ends in the preview, and from there in detail planning. */
export function PlanForm({ plan, preset, onDone }: PlanFormProps) {
  const t = useText()
  const acts = usePlanActs()
  const [first] = useState(useFirstDraft(plan, preset))
  const [draft, setDraft] = useState(first)
  const [apply, setApply] = useState<'open' | 'next'>('next')
  const [saved, setSaved] = useState<VisitPlan>()
  const [problem, setProblem] = useState<unknown>()
  const [incomplete, setIncomplete] = useState(false)
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part }))
  const asks = plan !== undefined && touchesVisits(plan, draft)
  const save = async (): Promise<VisitPlan | undefined> => {
    const body = bodyOf(draft)
    setIncomplete(!body)
    if (!body) return undefined
    setBusy(true)
    try {
      return plan ? await acts.change(plan, { ...body, ...(asks && { apply }) }) : await acts.create(body)
    } catch (error) {
      setProblem(error)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  const errors = { ...fieldWords(problem), ...(incomplete && missingIn(draft, t('problem.required'))) }
  const parts = { draft, set, errors }
  if (saved) return <PreviewSheet plan={saved} onDone={() => onDone(saved)} />
  return (
    <FormSheet
      wide
      title={plan ? t('plan.edit', { name: plan.name }) : t('plan.new')}
      dirty={draft !== first}
      busy={busy}
      problem={problem === undefined ? undefined : wholeWords(problem, true)}
      action={t('plan.to_preview')}
      more={
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void save().then((done) => done && onDone(done))}
        >
          {t('plan.save')}
        </button>
      }
      onSubmit={() => void save().then((done) => done && setSaved(done))}
      onClose={() => onDone(undefined)}
    >
      <div className="plan-form">
        <div className="plan-parts">
          <CustomersPart {...parts} />
          <SamplePart {...parts} />
          <RhythmPart {...parts} />
          <RulesPart {...parts} />
          {asks && <Apply value={apply} onChange={setApply} />}
        </div>
        <PlanSummary draft={draft} />
      </div>
    </FormSheet>
  )
}

function useFirstDraft(plan: VisitPlan | undefined, preset: PlanPreset | undefined): PlanDraft {
  const t = useText()
  const user = useUser()
  const { data: settings } = useQuery(settingsQuery)
  if (plan) return draftOf(plan)
  return newDraft(
    {
      userId: user.id,
      today: nextWorkday(today()),
      title: t('plan.sample.first_title'),
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Berlin',
      holidays: settings?.holidays,
    },
    preset,
  )
}

/** Tomorrow, or Monday. */
function nextWorkday(day: string): string {
  const tomorrow = dayNumber(day) + 1
  const weekday = weekdayOf(tomorrow)
  return dayOf(weekday > 5 ? tomorrow + 8 - weekday : tomorrow)
}

function missingIn(draft: PlanDraft, words: string): Record<string, string> {
  return {
    ...(!draft.name.trim() && { name: words }),
    ...(!draft.startDate && { startDate: words }),
    ...(!draft.sample.title.trim() && { 'sample.title': words }),
  }
}

/** Whether visits that are planned already change too. */
function Apply({ value, onChange }: { value: 'open' | 'next'; onChange: (value: 'open' | 'next') => void }) {
  const t = useText()
  return (
    <fieldset className="plan-part plan-apply">
      <legend>{t('plan.apply')}</legend>
      {(['next', 'open'] as const).map((one) => (
        <label key={one} className="check-line">
          <input type="radio" name="apply" checked={value === one} onChange={() => onChange(one)} />
          <span>
            {t(`plan.apply.${one}`)}
            <small className="vf-hint">{t(`plan.apply.${one}.hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
