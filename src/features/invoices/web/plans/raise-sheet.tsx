import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { today } from '#features/tasks/web/days.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { formatMoney } from '#ui/format.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { PlanRaised } from '../../invoice-plan.ts'
import { dayOf } from '../state.tsx'
import { raisePreview, usePlans, type Raising } from './plans-api.ts'

interface RaiseSheetProps {
  ids: string[]
  onDone: (raised: boolean) => void
}

const ROUNDS = ['0.05', '0.1', '0.5', '1'] as const
const DECIMAL = /^-?\d+(\.\d+)?$/

/** Raises prices from a day on, and shows what each plan will cost before anything is kept. */
export function RaiseSheet({ ids, onDone }: RaiseSheetProps) {
  const t = useText()
  const { raise } = usePlans()
  const first = { from: `${Number(today().slice(0, 4)) + 1}-01-01`, way: 'percent', value: '', round: '' }
  const raisingOf = ({ from, way, value, round }: typeof first): Raising => ({
    ids,
    from,
    ...(way === 'percent' ? { percent: value } : { amount: value }),
    round: round || null,
  })
  const send = async (values: typeof first) => {
    await raise(raisingOf(values))
    onDone(true)
  }
  const { values, set, fields, ...form } = useForm(first, send, () => undefined)
  const [asked] = useDebouncedValue(values, 250)
  const { data } = useQuery({
    queryKey: ['invoicePlan', 'raise', asked, ids],
    queryFn: ({ signal }) => raisePreview(raisingOf(asked), signal),
    enabled: DECIMAL.test(asked.value),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <FormSheet
      title={t('plans.raise')}
      dirty={form.dirty}
      busy={form.busy || !DECIMAL.test(values.value)}
      problem={form.problem}
      action={t('plans.raise_do')}
      onSubmit={form.submit}
      onClose={() => onDone(false)}
    >
      <div className="invoice-pair">
        <Select
          label={t('plans.raise_way')}
          allowDeselect={false}
          data={(['percent', 'amount'] as const).map((value) => ({
            value,
            label: t(`plans.raise_${value}`),
          }))}
          value={values.way}
          onChange={(way) => set({ way: way ?? 'percent' })}
        />
        <DecimalInput
          label={t('plans.raise_by')}
          required
          unit={values.way === 'percent' ? '%' : (data?.plans[0]?.currency ?? '€')}
          value={values.value}
          error={fields['percent'] ?? fields['amount']}
          onChange={(value) => set({ value })}
        />
      </div>
      <DayInput
        label={t('plans.raise_from')}
        required
        value={values.from}
        error={fields['from']}
        onChange={(from) => from && set({ from })}
      />
      <Select
        label={t('plans.raise_round')}
        allowDeselect={false}
        data={[
          { value: '', label: t('plans.raise_round_none') },
          ...ROUNDS.map((value) => ({
            value,
            label: t('plans.raise_round_to', { to: formatMoney(value, 'EUR') }),
          })),
        ]}
        value={values.round}
        onChange={(round) => set({ round: round ?? '' })}
      />
      {data && DECIMAL.test(values.value) && <Outcome raised={data} />}
    </FormSheet>
  )
}

function Outcome({ raised: { plans, left } }: { raised: PlanRaised }) {
  const t = useText()
  return (
    <section className="plan-outcome" aria-live="polite">
      <ul>
        {plans.slice(0, 50).map(({ id, title, from, before, after, currency }) => (
          <li key={id}>
            <span className="cut">{title}</span>
            <span className="num muted">
              {t('plans.raise_of', { day: dayOf(from), before: formatMoney(before, currency) })}
            </span>
            <strong className="num">{formatMoney(after, currency)}</strong>
          </li>
        ))}
      </ul>
      {left.length > 0 && <p className="muted">{t('plans.raise_left', { count: left.length })}</p>}
    </section>
  )
}
