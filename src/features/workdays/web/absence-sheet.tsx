import { NativeSelect, Textarea } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { ABSENCE_KINDS } from '../workday.ts'
import type { Absence } from '../workday.ts'
import { useAbsences } from './workdays-api.ts'
import './workdays.css'

interface AbsenceSheetProps {
  userId: string
  absence?: Absence
  onClose: () => void
}

/** When somebody is away and why: new, or changed. */
export function AbsenceSheet({ userId, absence, onClose }: AbsenceSheetProps) {
  const t = useText()
  const { create, change } = useAbsences()
  const first = {
    from: absence?.from ?? '',
    to: absence?.to ?? '',
    kind: absence?.kind ?? 'vacation',
    note: absence?.note ?? '',
  }
  const send = (values: typeof first) => {
    const to = values.to || values.from
    return absence ? change(absence, { ...values, to }) : create({ ...values, to, userId })
  }
  const { values, fields, set, ...form } = useForm(first, send, onClose)
  return (
    <FormSheet
      title={t(absence ? 'workdays.absence_edit' : 'workdays.absence_new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('settings.save')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <div className="two-days">
        <DayInput
          label={t('workdays.from')}
          value={values.from || null}
          error={fields['from']}
          required
          onChange={(from) => set({ from: from ?? '', ...(from && values.to < from && { to: from }) })}
        />
        <DayInput
          label={t('workdays.to')}
          value={values.to || null}
          error={fields['to']}
          required
          onChange={(to) => set({ to: to ?? '' })}
        />
      </div>
      <NativeSelect
        label={t('workdays.kind')}
        value={values.kind}
        error={fields['kind']}
        data={ABSENCE_KINDS.map((value) => ({ value, label: t(`workdays.kind.${value}`) }))}
        onChange={(event) => set({ kind: event.currentTarget.value as Absence['kind'] })}
      />
      <Textarea
        label={t('workdays.note')}
        autosize
        minRows={2}
        value={values.note}
        error={fields['note']}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </FormSheet>
  )
}
