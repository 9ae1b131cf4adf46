import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoneyInput } from '#features/money/web/money-input.tsx'
import { today } from '#features/money/web/today.ts'
import { dayOf } from '#features/invoices/web/state.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { Big, cents } from '#kernel/decimal.ts'
import { formatMoney } from '#ui/format.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { leavesSkonto, leftAfter, restOf, signedAmount, skontoOn } from '../../pay-proposal.ts'
import { PAYMENT_KINDS } from '../../payment.ts'
import type { PaymentKind, PaymentState } from '../../payment.ts'
import { paymentsQuery, usePayments } from '../payments-api.ts'

interface PaySheetProps {
  invoiceId: string
  /** What the document is called. */
  name: string
  /** What is missing, where the document alone does not say it: of a cancelled one, what is to be given back. */
  open?: string
  onClose: () => void
}

/** Writes down what was paid for a document: the whole rest is proposed. */
export function PaySheet({ open, ...props }: PaySheetProps) {
  const { data } = useQuery(paymentsQuery(props.invoiceId))
  if (!data) return null
  const payable = open === undefined ? data.payable : cents(new Big(data.settled).plus(open))
  return <PayForm {...props} state={{ ...data, payable }} />
}

function PayForm({
  invoiceId,
  name,
  state: now,
  onClose,
}: Omit<PaySheetProps, 'open'> & { state: PaymentState }) {
  const t = useText()
  const { add } = usePayments()
  // Somebody else's payment must not change the figures under one's hands; the server looks again.
  const [state] = useState(now)
  const rest = restOf(state)
  const isBack = rest.startsWith('-')
  const first = {
    amount: rest.replace('-', ''),
    day: today(),
    kind: (isBack ? 'refund' : 'payment') as PaymentKind,
    note: '',
    skonto: undefined as boolean | undefined,
  }
  const worked = ({ kind, amount, day, skonto }: typeof first) => {
    const signed = signedAmount(kind, amount, state.payable)
    const offer = kind === 'payment' ? skontoOn(state, day) : undefined
    const fits = offer !== undefined && leavesSkonto(state, day, signed)
    return { signed, offer, fits, takeSkonto: fits && (skonto ?? true) }
  }
  const send = async (all: typeof first) => {
    const { signed: amount, takeSkonto } = worked(all)
    const { kind, day, note } = all
    await add(invoiceId, state, { amount, kind, day, note, takeSkonto })
  }
  const { values, set, fields, ...form } = useForm(first, send, onClose)
  const { signed, offer, fits, takeSkonto } = worked(values)
  const money = (amount: string) => formatMoney(amount, state.currency)
  return (
    <FormSheet
      title={t('payments.new_of', { name })}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('payments.save')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {offer && state.skonto && (
        <div className="pay-choices" role="group" aria-label={t('payments.skonto')}>
          <button
            type="button"
            aria-pressed={!takeSkonto && values.amount === rest}
            onClick={() => set({ amount: rest, skonto: undefined })}
          >
            <span>{t('payments.whole')}</span>
            <strong className="num">{money(rest)}</strong>
          </button>
          <button
            type="button"
            aria-pressed={takeSkonto}
            onClick={() => set({ amount: offer.amount, skonto: true })}
          >
            <span>{t('payments.with_skonto')}</span>
            <strong className="num">{money(offer.amount)}</strong>
            <small>
              {t('payments.skonto_until', { amount: money(offer.less), day: dayOf(state.skonto.until) })}
            </small>
          </button>
        </div>
      )}
      <div className="pay-pair">
        <MoneyInput
          label={t('payments.amount')}
          currency={state.currency}
          required
          value={values.amount}
          error={fields['amount']}
          onChange={(amount) => set({ amount, skonto: undefined })}
        />
        <DayInput
          label={t('payments.day')}
          required
          value={values.day}
          error={fields['day']}
          onChange={(day) => set({ day: day ?? today() })}
        />
      </div>
      {fits && (
        <label className="check-line">
          <input
            type="checkbox"
            className="check"
            checked={takeSkonto}
            onChange={({ target }) => set({ skonto: target.checked })}
          />
          {t('payments.rest_is_skonto', { amount: money(leftAfter(state, signed)) })}
        </label>
      )}
      <p className="pay-after" role="status">
        <After left={takeSkonto ? '0.00' : leftAfter(state, signed)} {...{ isBack, money }} />
      </p>
      <Select
        label={t('payments.kind')}
        allowDeselect={false}
        data={PAYMENT_KINDS.map((value) => ({ value, label: t(`payments.kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => set({ kind: kind as PaymentKind })}
      />
      <TextInput
        label={t('payments.note')}
        maxLength={500}
        value={values.note}
        error={fields['note']}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </FormSheet>
  )
}

interface AfterProps {
  left: string
  /** The document gives money back. */
  isBack: boolean
  money: (amount: string) => string
}

/** What the document stands at when this is saved. */
function After({ left, isBack, money }: AfterProps) {
  const t = useText()
  const amount = money(left.replace('-', ''))
  if (Number(left) === 0) return t('payments.after_none')
  return left.startsWith('-') === isBack
    ? t('payments.after_open', { amount })
    : t('payments.after_more', { amount })
}
