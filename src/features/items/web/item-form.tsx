import { NativeSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { MoneyInput } from '#features/money/web/money-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import { ITEM_KINDS, NATURES } from '../item.ts'
import type { Item } from '../item.ts'
import { UNITS, unitName } from '../units.ts'
import { changesOf, draftOf, itemOf, type ItemDraft } from './item-draft.ts'
import { useItems } from './items-api.ts'
import './items.css'
import { PricesInput } from './prices-input.tsx'
import { TaxPicker } from './tax-picker.tsx'

interface ItemFormProps {
  item?: Item
  name?: string
  onDone: (item: Item | undefined) => void
}

/** The form of a product or service. */
export function ItemForm({ item, name = '', onDone }: ItemFormProps) {
  const t = useText()
  const currency = useSettings()?.currency ?? item?.currency ?? 'EUR'
  const { create, change } = useItems()
  const first = draftOf(item, name)
  const send = async (draft: ItemDraft) => {
    const saved = item ? await change(item, changesOf(item, draft)) : await create(itemOf(draft))
    onDone(saved)
  }
  const form = useForm(first, send, () => undefined)
  const { values, set } = form
  return (
    <FormSheet
      {...form.sheet}
      wide
      title={t(item ? 'items.edit' : 'items.new')}
      action={t(item ? 'items.save' : 'items.create')}
      onClose={() => onDone(undefined)}
    >
      <div className="item-form">
        <fieldset className="item-kinds">
          <legend>{t('items.kind')}</legend>
          {ITEM_KINDS.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="kind"
                checked={values.kind === kind}
                onChange={() => set({ kind, ...(values.unitChosen ? {} : { unit: usualUnit[kind] }) })}
              />
              <span>{t(`items.kind.${kind}`)}</span>
            </label>
          ))}
        </fieldset>
        <div className="item-name">
          <TextInput
            label={t('items.name')}
            required
            data-autofocus
            maxLength={255}
            {...form.typed('name')}
          />
          <TextInput label={t('items.sku')} maxLength={100} {...form.typed('sku')} />
        </div>
        <PricePart {...{ form, currency }} />
        <Textarea
          label={t('items.description')}
          description={t('items.description_hint')}
          autosize
          minRows={2}
          maxRows={8}
          {...form.typed('description')}
        />
        {values.kind === 'product' && <StockPart form={form} isNew={!item} />}
        <MorePart {...{ form, currency }} />
      </div>
    </FormSheet>
  )
}

const usualUnit = { service: 'HUR', product: 'C62' } as const

type Form = ReturnType<typeof useForm<ItemDraft>>

/** What it costs: the unit, the net price, the tax. */
function PricePart({ form, currency }: { form: Form; currency: string }) {
  const t = useText()
  const language = useLanguage()
  const { values, fields, set } = form
  const codes = [...new Set([...Object.keys(UNITS), values.unit])]
  return (
    <div className="item-price">
      <MoneyInput label={t('items.price_net')} currency={currency} {...form.given('price')} />
      <Select
        label={t('items.unit')}
        searchable
        allowDeselect={false}
        data={codes.map((code) => ({ value: code, label: unitName(code, language) }))}
        value={values.unit}
        error={fields['unit']}
        onChange={(unit) => unit && set({ unit, unitChosen: true })}
      />
      <TaxPicker label={t('items.tax')} none={t('items.tax_auto')} {...form.given('taxId')} />
    </div>
  )
}

function StockPart({ form, isNew }: { form: Form; isNew: boolean }) {
  const t = useText()
  const language = useLanguage()
  const { values, set } = form
  return (
    <div className="item-stock">
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={values.tracksStock}
          onChange={(event) => set({ tracksStock: event.target.checked })}
        />
        <span>
          {t('items.tracks_stock')}
          <span className="item-hint">{t('items.tracks_stock_hint')}</span>
        </span>
      </label>
      {isNew && values.tracksStock && (
        <DecimalInput
          label={t('items.stock_now')}
          unit={unitName(values.unit, language)}
          {...form.given('stock')}
        />
      )}
    </div>
  )
}

/** What few items need: the case of taxes, the share of work, the account, other prices. */
function MorePart({ form, currency }: { form: Form; currency: string }) {
  const t = useText()
  const { values, fields, set } = form
  const wanted =
    values.nature !== 'other' || values.labourShare || values.revenueAccount || values.prices.length > 0
  return (
    <details className="item-more" open={Boolean(wanted)}>
      <summary>{t('items.more')}</summary>
      <div className="item-form">
        <div className="item-price">
          <NativeSelect
            label={t('items.nature')}
            description={t('items.nature_hint')}
            value={values.nature}
            data={NATURES.map((value) => ({ value, label: t(`items.nature.${value}`) }))}
            onChange={(event) => set({ nature: event.currentTarget.value as Item['nature'] })}
          />
          <DecimalInput
            label={t('items.labour_share')}
            hint={t('items.labour_share_hint')}
            unit="%"
            {...form.given('labourShare')}
          />
          <TextInput
            label={t('items.revenue_account')}
            description={t('items.revenue_account_hint')}
            inputMode="numeric"
            maxLength={9}
            {...form.typed('revenueAccount')}
          />
        </div>
        <PricesInput
          prices={values.prices}
          home={currency}
          errors={fields}
          onChange={(prices) => set({ prices })}
        />
      </div>
    </details>
  )
}
