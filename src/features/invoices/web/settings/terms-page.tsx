import { NumberInput, Switch, TextInput } from '@mantine/core'
import { KeptPage, type KeptSheetProps } from '#features/settings/web/kept-page.tsx'
import { useKept } from '#features/settings/web/kept.ts'
import type { TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { formatNumber } from '#ui/format.ts'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { PaymentTerm } from '../../terms.ts'
import '../invoices.css'

/** When what is billed has to be paid, and what is taken off for paying sooner. */
export function TermsPage() {
  const t = useText()
  const kept = useKept<PaymentTerm>('/payment-terms', 'paymentTerm')
  const offer = (term: PaymentTerm) => ({
    id: 'offer',
    label: t('terms.offer'),
    run: () => void kept.save(term, { retired: false }).catch(complain),
  })
  return (
    <KeptPage
      words="terms"
      kept={kept}
      columns={columns(t)}
      acts={(term) => (term.retired ? [offer(term)] : [])}
      mayRemove={({ retired }) => !retired}
      Sheet={TermSheet}
    />
  )
}

const columns = (t: Translate): TableColumn<PaymentTerm>[] => [
  {
    id: 'name',
    title: 'sales.name',
    wraps: true,
    draw: (term) => (
      <span>
        {term.name} {term.isDefault && <span className="badge green">{t('sales.default')}</span>}{' '}
        {term.retired && <span className="badge">{t('sales.retired')}</span>}
      </span>
    ),
  },
  { id: 'days', title: 'terms.days', draw: ({ days }) => <span className="num">{days}</span> },
  {
    id: 'skonto',
    title: 'terms.skonto',
    draw: ({ skonto }) =>
      skonto && t('terms.skonto_of', { percent: formatNumber(Number(skonto.percent)), days: skonto.days }),
  },
]

function TermSheet({ row, save, onClose }: KeptSheetProps<PaymentTerm>) {
  const t = useText()
  const first = {
    name: row?.name ?? '',
    days: row?.days ?? 14,
    percent: row?.skonto?.percent ?? '',
    soon: row?.skonto?.days ?? 7,
    isDefault: row?.isDefault ?? false,
  }
  const send = ({ percent, soon, ...values }: typeof first) =>
    save({ ...values, skonto: percent ? { percent, days: soon } : null })
  const { values, fields, set, typed, ticked, sheet } = useForm(first, send, onClose)
  return (
    <FormSheet {...sheet} title={t(row ? 'terms.edit' : 'terms.new')} action={t('settings.save')}>
      <TextInput label={t('sales.name')} required data-autofocus maxLength={100} {...typed('name')} />
      <NumberInput
        label={t('terms.days')}
        min={0}
        max={3650}
        error={fields['days']}
        value={values.days}
        onChange={(days) => set({ days: Number(days) })}
      />
      <div className="invoice-pair">
        <DecimalInput
          label={t('terms.skonto')}
          unit="%"
          value={values.percent}
          error={fields['skonto.percent']}
          onChange={(percent) => set({ percent })}
        />
        <NumberInput
          label={t('terms.skonto_days')}
          min={1}
          max={3650}
          error={fields['skonto.days']}
          value={values.soon}
          onChange={(soon) => set({ soon: Number(soon) })}
        />
      </div>
      <Switch label={t('terms.default')} {...ticked('isDefault')} />
    </FormSheet>
  )
}
