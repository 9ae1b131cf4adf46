import { Select } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { MoneyInput } from '#features/money/web/money-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Invoice, InvoiceKind } from '../../invoice.ts'
import { nextKinds } from '../../status.ts'
import { useInvoices } from '../invoices-api.ts'

interface ConvertSheetProps {
  invoice: Invoice
  onDone: (made: Invoice | undefined) => void
}

/** Makes the next document of one: the order confirmation, the invoice, a down payment, a part, the final one. */
export function ConvertSheet({ invoice, onDone }: ConvertSheetProps) {
  const t = useText()
  const { convert } = useInvoices()
  const kinds = nextKinds(invoice)
  const first = { kind: kinds[0] ?? 'invoice', percent: '', amount: '' }
  const send = async ({ kind, percent, amount }: typeof first) => {
    const made = await convert(invoice, {
      kind,
      ...(kind === 'downpayment' && (amount ? { amount } : { percent })),
    })
    onDone(made)
  }
  const { values, set, fields, ...form } = useForm(first, send, () => undefined)
  return (
    <FormSheet
      {...form.sheet}
      title={t('invoices.convert')}
      action={t('invoices.convert_do')}
      onClose={() => onDone(undefined)}
    >
      <Select
        label={t('invoices.kind')}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`invoices.kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => set({ kind: kind as InvoiceKind })}
      />
      {values.kind === 'downpayment' && (
        <div className="invoice-pair">
          <DecimalInput
            label={t('invoices.convert_percent')}
            unit="%"
            value={values.percent}
            error={fields['percent']}
            onChange={(percent) => set({ percent, amount: '' })}
          />
          <MoneyInput
            label={t('invoices.convert_amount')}
            currency={invoice.currency}
            value={values.amount}
            error={fields['amount']}
            onChange={(amount) => set({ amount, percent: '' })}
          />
        </div>
      )}
      <p className="muted">{t('invoices.convert_text')}</p>
    </FormSheet>
  )
}
