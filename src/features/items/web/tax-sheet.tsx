import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { today } from '#features/money/web/today.ts'
import type { KeptSheetProps } from '#features/settings/web/kept-page.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { isSame } from '#kernel/diff.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { TAX_CATEGORIES } from '../tax.ts'
import type { Tax, TaxNew, TaxRate } from '../tax.ts'
import './items.css'

interface TaxDraft {
  name: string
  category: Tax['category']
  rates: TaxRate[]
  reasonDe: string
  reasonEn: string
  reasonCode: string
  description: string
}

/** A tax of the firm's own, or one that came with Kontor. */
export function TaxSheet({ row: tax, save, onClose }: KeptSheetProps<Tax>) {
  const t = useText()
  const send = (draft: TaxDraft) => save(tax ? changesOf(tax, draft) : taxOf(draft))
  const form = useForm(draftOf(tax), send, onClose)
  const { values, fields, set, typed, sheet } = form
  const isTaxed = values.category === 'S'
  return (
    <FormSheet {...sheet} wide title={t(tax ? 'taxes.edit' : 'taxes.new')} action={t('settings.save')}>
      <div className="item-form">
        <TextInput label={t('taxes.name')} required data-autofocus maxLength={100} {...typed('name')} />
        <NativeSelect
          label={t('taxes.category')}
          description={t('taxes.category_hint')}
          value={values.category}
          data={TAX_CATEGORIES.map((value) => ({
            value,
            label: `${value} · ${t(`taxes.category.${value}`)}`,
          }))}
          onChange={(event) => {
            const category = event.currentTarget.value as Tax['category']
            set({ category, ...(category !== 'S' && { rates: [{ from: '2000-01-01', rate: '0' }] }) })
          }}
        />
        {isTaxed && <RatesInput rates={values.rates} errors={fields} onChange={(rates) => set({ rates })} />}
        {!isTaxed && <ReasonPart form={form} />}
        <TextInput label={t('taxes.note')} maxLength={1000} {...typed('description')} />
      </div>
    </FormSheet>
  )
}

/** Why there is no tax: an invoice says it, in words and in its data. */
function ReasonPart({ form }: { form: ReturnType<typeof useForm<TaxDraft>> }) {
  const t = useText()
  const { values, fields, set } = form
  return (
    <>
      <Textarea
        label={t('taxes.reason_de')}
        description={t('taxes.reason_hint')}
        autosize
        minRows={2}
        maxLength={500}
        value={values.reasonDe}
        error={fields['reason.de']}
        onChange={(event) => set({ reasonDe: event.currentTarget.value })}
      />
      <Textarea
        label={t('taxes.reason_en')}
        autosize
        minRows={2}
        maxLength={500}
        value={values.reasonEn}
        error={fields['reason.en']}
        onChange={(event) => set({ reasonEn: event.currentTarget.value })}
      />
      <TextInput
        label={t('taxes.reason_code')}
        description={t('taxes.reason_code_hint')}
        placeholder="VATEX-EU-AE"
        maxLength={40}
        value={values.reasonCode}
        error={fields['reasonCode']}
        onChange={(event) => set({ reasonCode: event.currentTarget.value.toUpperCase() })}
      />
    </>
  )
}

interface RatesInputProps {
  rates: TaxRate[]
  errors: Record<string, string>
  onChange: (rates: TaxRate[]) => void
}

/** The rates in their order of time: a new law adds one. */
function RatesInput({ rates, errors, onChange }: RatesInputProps) {
  const t = useText()
  const set = (at: number, part: Partial<TaxRate>) =>
    onChange(rates.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="item-prices">
      <legend>{t('taxes.rates')}</legend>
      {rates.map((one, at) => (
        // eslint-disable-next-line react/no-array-index-key -- lines have no other name
        <div key={at} className="tax-rate-line">
          <DecimalInput
            label={t('taxes.rate')}
            unit="%"
            value={one.rate}
            error={errors[`rates.${at}.rate`]}
            onChange={(rate) => set(at, { rate })}
          />
          <DayInput
            label={t('taxes.from')}
            value={one.from}
            required
            error={errors[`rates.${at}.from`]}
            onChange={(from) => set(at, { from: from ?? today() })}
          />
          <button
            type="button"
            className="icon-button"
            disabled={rates.length === 1}
            aria-label={t('taxes.rate_remove')}
            title={t('taxes.rate_remove')}
            onClick={() => onChange(rates.filter((_, index) => index !== at))}
          >
            <IconX size={16} stroke={1.75} />
          </button>
        </div>
      ))}
      {errors['rates'] && (
        <p className="edit-error" role="alert">
          {errors['rates']}
        </p>
      )}
      <button
        type="button"
        className="button small"
        onClick={() => onChange([...rates, { from: today(), rate: '' }])}
      >
        <IconPlus size={14} stroke={2} />
        {t('taxes.rate_add')}
      </button>
    </fieldset>
  )
}

function draftOf(tax: Tax | undefined): TaxDraft {
  return {
    name: tax?.name ?? '',
    category: tax?.category ?? 'S',
    rates: tax?.rates ?? [{ from: '2000-01-01', rate: '' }],
    reasonDe: tax?.reason.de ?? '',
    reasonEn: tax?.reason.en ?? '',
    reasonCode: tax?.reasonCode ?? '',
    description: tax?.description ?? '',
  }
}

function taxOf({ reasonDe, reasonEn, reasonCode, ...plain }: TaxDraft) {
  const reason = { ...(reasonDe && { de: reasonDe }), ...(reasonEn && { en: reasonEn }) }
  return { ...plain, reason, reasonCode: reasonCode || null } satisfies TaxNew
}

function changesOf(tax: Tax, draft: TaxDraft): Partial<TaxNew> {
  const whole = Object.entries(taxOf(draft))
  return Object.fromEntries(whole.filter(([field, value]) => !isSame(tax[field as keyof Tax], value)))
}
