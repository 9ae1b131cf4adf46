import { TextInput } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Closure } from '../workday.ts'
import { TwoDays } from './two-days.tsx'
import { useClosures } from './workdays-api.ts'

/** Days on which the firm is closed: new, or changed. */
export function ClosureSheet({ closure, onClose }: { closure?: Closure; onClose: () => void }) {
  const t = useText()
  const { create, change } = useClosures()
  const first = { name: closure?.name ?? '', from: closure?.from ?? '', to: closure?.to ?? '' }
  const send = (values: typeof first) => {
    const whole = { ...values, to: values.to || values.from }
    return closure ? change(closure, whole) : create(whole)
  }
  const { values, fields, set, ...form } = useForm(first, send, onClose)
  return (
    <FormSheet
      {...form.sheet}
      title={t(closure ? 'workdays.closure_edit' : 'workdays.closure_new')}
      action={t('settings.save')}
    >
      <TextInput autoFocus label={t('workdays.closure_name')} {...form.typed('name')} />
      <TwoDays {...{ values, fields, set }} />
    </FormSheet>
  )
}
