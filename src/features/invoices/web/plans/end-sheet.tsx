import { useForm } from '#features/settings/web/use-form.ts'
import { daysAfter } from '#features/tasks/web/days.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { InvoicePlanRow } from '../../invoice-plan.ts'
import { dayOf } from '../state.tsx'
import { usePlans } from './plans-api.ts'

/** Says when a contract ends; what was billed until then stays. */
export function EndSheet({ plan, onDone }: { plan: InvoicePlanRow; onDone: () => void }) {
  const t = useText()
  const { set: change } = usePlans()
  const billed = plan.next ? daysAfter(plan.next.from, -1) : plan.startDay
  const first = {
    endDay: plan.endDay ?? (billed >= plan.startDay ? billed : (plan.next?.to ?? plan.startDay)),
  }
  const send = ({ endDay }: typeof first) =>
    change(
      plan,
      t('plans.ended', { title: plan.title, day: dayOf(endDay) }),
      { endDay },
      { endDay: plan.endDay },
    )
  const { values, set, fields, ...form } = useForm(first, send, onDone)
  return (
    <FormSheet
      title={t('plans.end_title', { title: plan.title })}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('plans.end_do')}
      onSubmit={form.submit}
      onClose={onDone}
    >
      <DayInput
        label={t('plans.end_day')}
        required
        value={values.endDay}
        error={fields['endDay']}
        onChange={(endDay) => endDay && set({ endDay })}
      />
      <p className="muted">{t('plans.end_text')}</p>
    </FormSheet>
  )
}
