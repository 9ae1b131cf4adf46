import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconTrash } from '@tabler/icons-react'
import { dayOf } from '#features/invoices/web/state.tsx'
import { MoneyInput } from '#features/money/web/money-input.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { formatMoney } from '#ui/format.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import type { BankEntry } from '../../bank.ts'
import { leavesSkonto, leftAfter } from '../../pay-proposal.ts'
import { leftOf, shareOf, type MatchPart } from '../../split-entry.ts'
import { openItemsQuery, paymentsQuery } from '../payments-api.ts'
import { useBank } from './bank-api.ts'
import { findOpen } from './find-open.ts'
import './bank.css'

interface MatchSheetProps {
  entry: BankEntry
  onClose: () => void
}

/** Spreads an entry of the bank over the documents it pays: none of it may be left over. */
export function MatchSheet({ entry, onClose }: MatchSheetProps) {
  const t = useText()
  const client = useQueryClient()
  const { match } = useBank()
  const best = entry.suggestions[0]
  const first = {
    parts: (best?.invoices ?? []).map((one): MatchPart => ({
      ...one,
      name: `${one.number} · ${best?.contact.name ?? ''}`,
    })),
  }
  const { values, set, ...form } = useForm(
    first,
    ({ parts }) =>
      match(
        entry,
        parts.map(({ id, amount, takeSkonto }) => ({ id, amount, takeSkonto })),
      ),
    onClose,
  )
  const { parts } = values
  const left = leftOf(entry.amount, parts)
  const money = (amount: string) => formatMoney(amount, entry.currency)
  const change = (id: string, part: Partial<MatchPart>) =>
    set({ parts: parts.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  const find = async (q: string) =>
    findOpen(await client.ensureQueryData(openItemsQuery()), { q, entry, without: parts })
  const add = async (id: string) => {
    const found = (await find('')).concat(await find(id)).find((one) => one.id === id)
    if (found) set({ parts: [...parts, { ...found, amount: shareOf(left, found.open), takeSkonto: false }] })
  }
  return (
    <FormSheet
      wide
      title={t('bank.match_title')}
      dirty={form.dirty}
      busy={form.busy || parts.length === 0 || left !== '0.00'}
      problem={form.problem}
      action={t('bank.match_do')}
      onSubmit={() => left === '0.00' && parts.length > 0 && form.submit()}
      onClose={onClose}
    >
      <div className="bank-head">
        <div className="bank-top">
          <strong className="cut">{entry.name || t('bank.no_name')}</strong>
          <span className="grow" />
          <strong className="num">{money(entry.amount)}</strong>
        </div>
        <p className="muted">
          {dayOf(entry.bookedOn)} · {entry.purpose}
        </p>
      </div>
      {parts.length > 0 && (
        <ul className="match-parts">
          {parts.map((part) => (
            <PartRow
              key={part.id}
              {...{ part, entry }}
              onChange={(next) => change(part.id, next)}
              onRemove={() => set({ parts: parts.filter(({ id }) => id !== part.id) })}
            />
          ))}
        </ul>
      )}
      <RecordChooser
        // The chosen one goes into the list above; the field is empty for the next one.
        key={parts.map(({ id }) => id).join()}
        label={t('bank.add_document')}
        kind="invoice"
        scope={`open ${entry.id} ${parts.length}`}
        value={null}
        find={find}
        onChange={(choice) => choice && void add(choice.id)}
      />
      <p className={left === '0.00' ? 'pay-after done' : 'pay-after'} role="status">
        {left === '0.00' ? t('bank.left_none') : t('bank.left', { amount: money(left) })}
      </p>
    </FormSheet>
  )
}

interface PartRowProps {
  part: MatchPart
  entry: BankEntry
  onChange: (part: Partial<MatchPart>) => void
  onRemove: () => void
}

/** One of the documents and its share; where the rest is earned Skonto, it can be booked with it. */
function PartRow({ part, entry, onChange, onRemove }: PartRowProps) {
  const t = useText()
  const { data: state } = useQuery(paymentsQuery(part.id))
  const fits = state !== undefined && leavesSkonto(state, entry.bookedOn, part.amount)
  const money = (amount: string) => formatMoney(amount, entry.currency)
  return (
    <li>
      <span className="match-name">
        <span className="cut">{part.name}</span>
        <span className="muted num">{t('bank.open_amount', { amount: money(part.open) })}</span>
      </span>
      <MoneyInput
        label={t('bank.share')}
        currency={entry.currency}
        value={part.amount}
        onChange={(amount) => onChange({ amount, takeSkonto: false })}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={t('bank.remove_document', { name: part.name })}
        onClick={onRemove}
      >
        <IconTrash size={16} stroke={1.75} />
      </button>
      {state && (fits || part.takeSkonto) && (
        <label className="check-line">
          <input
            type="checkbox"
            className="check"
            checked={part.takeSkonto}
            onChange={({ target }) => onChange({ takeSkonto: target.checked })}
          />
          {t('payments.rest_is_skonto', { amount: money(leftAfter(state, part.amount)) })}
        </label>
      )}
    </li>
  )
}
