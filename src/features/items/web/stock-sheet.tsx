import { TextInput } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Item } from '../item.ts'
import type { StockNew } from '../stock.ts'
import { unitName } from '../units.ts'
import { useItems } from './items-api.ts'
import './items.css'
import { Stock } from './item-parts.tsx'

const REASONS = ['purchase', 'count', 'correction'] as const

/** Books what was bought in, counted, or has to be corrected. */
export function StockSheet({ item, onDone }: { item: Item; onDone: () => void }) {
  const t = useText()
  const language = useLanguage()
  const { book } = useItems()
  const first: { reason: StockNew['reason']; quantity: string; note: string } = {
    reason: 'purchase',
    quantity: '',
    note: '',
  }
  const form = useForm(first, (values) => book(item, values), onDone)
  const { values, set } = form
  return (
    <FormSheet {...form.sheet} title={t('items.book_title', { name: item.name })} action={t('items.book')}>
      <p className="item-now">
        {t('items.stock_now')}: <Stock item={item} />
      </p>
      <fieldset className="item-kinds three">
        <legend>{t('items.book_reason')}</legend>
        {REASONS.map((reason) => (
          <label key={reason}>
            <input
              type="radio"
              name="reason"
              checked={values.reason === reason}
              onChange={() => set({ reason })}
            />
            <span>{t(`items.reason.${reason}`)}</span>
          </label>
        ))}
      </fieldset>
      <DecimalInput
        label={t(`items.quantity.${values.reason}`)}
        hint={t(`items.quantity_hint.${values.reason}`)}
        unit={unitName(item.unit, language)}
        required
        {...form.given('quantity')}
      />
      <TextInput label={t('items.book_note')} maxLength={1000} {...form.typed('note')} />
    </FormSheet>
  )
}
