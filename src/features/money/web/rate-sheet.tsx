import { useForm } from '#features/settings/web/use-form.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Rate } from '../rate.ts'
import { CurrencyPicker } from './currency-picker.tsx'
import { useRates } from './money-api.ts'
import './money.css'
import { today } from '#features/money/web/today.ts'

interface RateSheetProps {
  rate?: Rate
  /** The currency of the firm, which most rates lead to. */
  home: string
  onClose: () => void
}

/** What a currency is worth from a day on. */
export function RateSheet({ rate, home, onClose }: RateSheetProps) {
  const t = useText()
  const { create, change } = useRates()
  const usual = { from: home === 'EUR' ? 'CHF' : 'EUR', to: home, day: today(), rate: '' }
  const first = rate ? { from: rate.from, to: rate.to, day: rate.day, rate: rate.rate } : usual
  const send = (values: typeof first) => (rate ? change(rate, values) : create(values))
  const { values, fields, set, ...form } = useForm(first, send, onClose)
  return (
    <FormSheet
      {...form.sheet}
      title={t(rate ? 'money.rate_edit' : 'money.rate_new')}
      action={t('settings.save')}
    >
      {!rate && (
        <div className="money-pair">
          <CurrencyPicker label={t('money.from')} {...form.given('from')} />
          <CurrencyPicker label={t('money.to')} {...form.given('to')} />
        </div>
      )}
      <div className="money-pair">
        <DecimalInput
          label={t('money.one_is', { from: values.from })}
          unit={values.to}
          required
          value={values.rate}
          error={fields['rate']}
          onChange={(typed) => set({ rate: typed })}
        />
        <DayInput
          label={t('money.valid_from')}
          value={values.day || null}
          error={fields['day']}
          required
          onChange={(day) => set({ day: day ?? '' })}
        />
      </div>
    </FormSheet>
  )
}
