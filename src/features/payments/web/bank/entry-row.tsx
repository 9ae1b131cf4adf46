import { IconArrowBackUp, IconSearch } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { Link } from 'react-router'
import { dayOf } from '#features/invoices/web/state.tsx'
import { formatIban } from '#kernel/iban.ts'
import { formatExact, formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { BankEntry, Suggestion } from '../../bank.ts'
import { openMatch } from '../dialogs.ts'
import { stepTo } from '../step-to.ts'
import { useBank } from './bank-api.ts'
import { EntryState } from './entry-state.tsx'
import { SuggestionBox } from './suggestion-box.tsx'

/** An entry of the bank at the left, what it pays at the right. Enter takes the best suggestion. */
export function EntryRow({ entry }: { entry: BankEntry }) {
  const bank = useBank()
  const [best] = entry.suggestions
  const isOpen = entry.state === 'open'
  const onKey = (press: KeyboardEvent<HTMLLIElement>) => {
    if (press.target !== press.currentTarget || press.ctrlKey || press.metaKey || press.altKey) return
    if (press.key === 'Enter' && isOpen && best) {
      goOn(press.currentTarget)
      void accept(bank, entry, best)
    } else if (press.key === 'Enter' && isOpen) void openMatch({ entry })
    else if (press.key === 'e' && isOpen) void openMatch({ entry })
    else if (press.key === 'x' && isOpen) {
      goOn(press.currentTarget)
      void bank.ignore(entry)
    } else if (!stepTo(press)) return
    press.preventDefault()
    press.stopPropagation()
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- keys have their twins in the row
    <li className="bank-entry" tabIndex={0} data-step onKeyDown={onKey}>
      <Said entry={entry} />
      {isOpen ? <Open entry={entry} /> : <Done entry={entry} />}
    </li>
  )
}

/** The next row gets the keys before this one goes. */
function goOn(row: HTMLElement): void {
  const next = row.nextElementSibling ?? row.previousElementSibling
  if (next instanceof HTMLElement) next.focus()
}

const accept = (bank: ReturnType<typeof useBank>, entry: BankEntry, { invoices }: Suggestion) =>
  bank
    .match(
      entry,
      invoices.map(({ id, amount, takeSkonto }) => ({ id, amount, takeSkonto })),
    )
    .catch(complain)

/** What the bank says. */
function Said({ entry }: { entry: BankEntry }) {
  const t = useText()
  const { amount, currency, bookedOn, name, iban, purpose } = entry
  const isIn = !amount.startsWith('-')
  return (
    <div className="bank-said">
      <div className="bank-top">
        <strong className="cut">{name || t('bank.no_name')}</strong>
        <span className="grow" />
        <strong className={isIn ? 'num bank-in' : 'num'}>
          {isIn && '+'}
          {formatMoney(amount, currency)}
        </strong>
      </div>
      <p className="bank-purpose">{purpose}</p>
      <div className="bank-facts muted">
        <span className="num" title={formatExact(bookedOn)}>
          {dayOf(bookedOn)}
        </span>
        {iban && <span className="num cut">{formatIban(iban)}</span>}
        <span className="grow" />
        <EntryState entry={entry} />
      </div>
    </div>
  )
}

/** Suggestions, the best first, and the other ways to deal with it. */
function Open({ entry }: { entry: BankEntry }) {
  const t = useText()
  const bank = useBank()
  const [isMore, setMore] = useState(false)
  const { suggestions } = entry
  const others = suggestions[0]?.sure === 'certain' ? 0 : suggestions.length - 1
  const shown = isMore ? suggestions : suggestions.slice(0, 1)
  return (
    <div className="bank-match">
      {shown.map((suggestion, at) => (
        <SuggestionBox
          // oxlint-disable-next-line react/no-array-index-key -- the order is the server's
          key={at}
          {...{ suggestion }}
          currency={entry.currency}
          onTake={() => accept(bank, entry, suggestion)}
        />
      ))}
      {suggestions.length === 0 && <p className="muted">{t('bank.nothing_fits')}</p>}
      <div className="bank-acts">
        <button type="button" className="button small" onClick={() => void openMatch({ entry })}>
          <IconSearch size={14} stroke={1.75} />
          {t(suggestions.length > 0 ? 'bank.other' : 'bank.choose')}
        </button>
        <button type="button" className="button small ghost" onClick={() => void bank.ignore(entry)}>
          {t('bank.ignore')}
        </button>
        {others > 0 && !isMore && (
          <button type="button" className="button small ghost" onClick={() => setMore(true)}>
            {t('bank.more', { count: others })}
          </button>
        )}
      </div>
    </div>
  )
}

/** What became of it. */
function Done({ entry }: { entry: BankEntry }) {
  const t = useText()
  const { reopen } = useBank()
  return (
    <div className="bank-match">
      {entry.payments.length > 0 && (
        <ul className="bank-paid">
          {entry.payments.map(({ id, invoiceId, number, kind, amount }) => (
            <li key={id}>
              <Link to={`/invoices/${invoiceId}`}>{number}</Link>
              {kind !== 'payment' && <span className="muted">{t(`payments.kind.${kind as 'skonto'}`)}</span>}
              <span className="grow" />
              <span className="num">{formatMoney(amount, entry.currency)}</span>
            </li>
          ))}
        </ul>
      )}
      {entry.state === 'ignored' && <p className="muted">{t('bank.ignored_text')}</p>}
      <div className="bank-acts">
        <button type="button" className="button small ghost" onClick={() => void reopen(entry)}>
          <IconArrowBackUp size={14} stroke={1.75} />
          {t('bank.reopen')}
        </button>
      </div>
    </div>
  )
}
