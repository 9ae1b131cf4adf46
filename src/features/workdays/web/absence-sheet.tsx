import { NativeSelect, Textarea } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { ABSENCE_KINDS } from '../workday.ts'
import type { Absence } from '../workday.ts'
import { TwoDays } from './two-days.tsx'
import { useAbsences } from './workdays-api.ts'

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
      {...form.sheet}
      title={t(absence ? 'workdays.absence_edit' : 'workdays.absence_new')}
      action={t('settings.save')}
    >
      <TwoDays {...{ values, fields, set }} />
      <NativeSelect
        label={t('workdays.kind')}
        value={values.kind}
        error={fields['kind']}
        data={ABSENCE_KINDS.map((value) => ({ value, label: t(`workdays.kind.${value}`) }))}
        onChange={(event) => set({ kind: event.currentTarget.value as Absence['kind'] })}
      />
      <Textarea label={t('workdays.note')} autosize minRows={2} {...form.typed('note')} />
    </FormSheet>
  )
}
