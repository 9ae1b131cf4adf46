import { dayOf } from '#features/invoices/web/state.tsx'
import { formatIban } from '#kernel/iban.ts'
import { formatMoney, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { BankStatement } from '../../bank.ts'

interface StatementsPartProps {
  statements: readonly BankStatement[]
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}

/** The statements that were read; one of them narrows the entries. */
export function StatementsPart({ statements, chosen, onChoose }: StatementsPartProps) {
  const t = useText()
  return (
    <section className="bank-statements">
      <h2>{t('bank.statements')}</h2>
      <ul>
        {statements.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={one.id === chosen}
              title={t('bank.read_at', { at: formatMoment(one.createdAt) })}
              onClick={() => onChoose(one.id === chosen ? undefined : one.id)}
            >
              <span className="bank-top">
                <span className="num cut">{formatIban(one.iban) || one.iban}</span>
                <span className="grow" />
                {one.open > 0 ? (
                  <span className="badge amber num">{t('bank.open_of', { count: one.open })}</span>
                ) : (
                  <span className="muted num">{t('bank.entries', { count: one.entries })}</span>
                )}
              </span>
              <span className="num">{period(one)}</span>
              <span className="muted num cut">
                {[
                  one.reference,
                  one.closing !== null &&
                    t('bank.closing', { amount: formatMoney(one.closing, one.currency) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function period({ fromDay, toDay }: BankStatement): string {
  const days = [...new Set([fromDay, toDay])].filter((day) => day !== null)
  return days.map(dayOf).join(' – ')
}
