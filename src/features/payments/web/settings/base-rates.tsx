import { Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { today } from '#features/money/web/today.ts'
import { call } from '#features/settings/web/call.ts'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { formatDay, formatExact, formatNumber } from '#ui/format.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { BaseRate } from '../../interest.ts'

/** Countries whose law builds on a base rate. */
const COUNTRIES = ['DE', 'AT'] as const

type Row = BaseRate & { id: string }

/** The base rates by which default interest is asked for; they change on 1 January and 1 July. */
export function BaseRates() {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['base-rate'],
    queryFn: async ({ signal }) =>
      (await call<{ items: BaseRate[] }>('GET', '/base-rates', { signal })).items.map((rate): Row => ({
        ...rate,
        id: `${rate.country} ${rate.validFrom}`,
      })),
  })
  const rates = useBaseRates()
  return (
    <section className="settings-part">
      <header className="with-act">
        <div>
          <h2>{t('reminders.rates')}</h2>
          <p>{t('reminders.rates_text')}</p>
        </div>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          <IconPlus size={16} stroke={2} />
          {t('reminders.rate_new')}
        </button>
      </header>
      <Table
        rows={data}
        {...{ error }}
        again={() => void refetch()}
        label={t('reminders.rates')}
        columns={columns(t, (rate) => void rates.remove(rate).catch(complain))}
        empty={{ title: t('reminders.rates_none') }}
      />
      {isOpen && <RateSheet save={rates.save} onClose={() => setOpen(false)} />}
    </section>
  )
}

function useBaseRates() {
  const t = useText()
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['base-rate'] })
  const put = async ({ country, validFrom, percent }: BaseRate) => {
    await call<unknown>('PUT', '/base-rates', { body: { country, validFrom, percent } })
    await again()
  }
  const take = async ({ country, validFrom }: BaseRate) => {
    await call<void>('DELETE', `/base-rates/${country}/${validFrom}`)
    await again()
  }
  return {
    async save(rate: BaseRate) {
      await put(rate)
      did({ label: t('reminders.rate_saved'), undo: () => take(rate) })
    },
    async remove(rate: BaseRate) {
      await take(rate)
      did({ label: t('reminders.rate_removed'), undo: () => put(rate) })
    },
  }
}

function columns(t: Translate, remove: (rate: BaseRate) => void): TableColumn<Row>[] {
  return [
    { id: 'country', title: 'reminders.country', draw: ({ country }) => t(`reminders.country.${country}`) },
    {
      id: 'from',
      title: 'reminders.valid_from',
      draw: ({ validFrom }) => <span title={formatExact(validFrom)}>{formatDay(validFrom)}</span>,
    },
    {
      id: 'percent',
      title: 'reminders.base_rate',
      draw: ({ percent }) => (
        <span className="num">{formatNumber(Number(percent), { minimumFractionDigits: 2 })} %</span>
      ),
    },
    {
      id: 'menu',
      draw: (rate) => (
        <LineMenu
          name={`${t(`reminders.country.${rate.country}`)} ${formatDay(rate.validFrom)}`}
          items={[{ id: 'delete', label: t('settings.delete'), danger: true, run: () => remove(rate) }]}
        />
      ),
    },
  ]
}

interface RateSheetProps {
  save: (rate: BaseRate) => Promise<void>
  onClose: () => void
}

function RateSheet({ save, onClose }: RateSheetProps) {
  const t = useText()
  const first: BaseRate = { country: 'DE', validFrom: halfYear(today()), percent: '' }
  const { values, fields, set, ...form } = useForm(first, save, onClose)
  return (
    <FormSheet
      title={t('reminders.rate_new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('settings.save')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <Select
        label={t('reminders.country')}
        allowDeselect={false}
        data={COUNTRIES.map((value) => ({ value, label: t(`reminders.country.${value}`) }))}
        value={values.country}
        onChange={(country) => set({ country: country as BaseRate['country'] })}
      />
      <DayInput
        label={t('reminders.valid_from')}
        required
        value={values.validFrom}
        error={fields['validFrom']}
        onChange={(validFrom) => set({ validFrom: validFrom ?? '' })}
      />
      <DecimalInput
        label={t('reminders.base_rate')}
        unit="%"
        required
        value={values.percent}
        error={fields['percent']}
        hint={t('reminders.rate_hint')}
        onChange={(percent) => set({ percent })}
      />
    </FormSheet>
  )
}

/** The first day of the half year of a day: base rates are set for one. */
const halfYear = (day: string): string => `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`
