import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Invoice } from '#features/invoices/invoice.ts'
import { dayOf } from '#features/invoices/web/state.tsx'
import { today } from '#features/money/web/today.ts'
import { useText } from '#ui/texts.ts'
import { openPage } from '../dialogs.ts'
import { levelWords, letterPdf, lettersQuery } from '../reminders/reminders-api.ts'
import '../reminders/reminders.css'

/** The reminders that asked for a document; each opens as it was written. */
export function LettersPart({ invoice }: { invoice: Invoice }) {
  const t = useText()
  const { data } = useQuery({ ...lettersQuery({ invoice: invoice.id }), enabled: invoice.reminderLevel > 0 })
  const isAsked = data?.items.some(({ dueDate }) => dueDate >= today()) ?? false
  const isDue = invoice.overdue && invoice.status === 'issued' && !isAsked
  if (!data?.items.length && !isDue) return null
  return (
    <section className="pay-panel">
      <h2>{t('reminders.title')}</h2>
      {data && data.items.length > 0 && (
        <ul className="pay-list letters">
          {data.items.map(({ id, number, level, day }) => (
            <li key={id}>
              <span className="num muted">{dayOf(day)}</span>
              <span className="letter-what">
                <button
                  type="button"
                  className="pay-link"
                  onClick={() =>
                    void openPage({ title: `${levelWords(level)} ${number}`, address: letterPdf(id) })
                  }
                >
                  {levelWords(level)}
                </button>
                <span className="num muted">{number}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isDue && invoice.contact && (
        <Link className="button" to={`/invoices/reminders?contact=${invoice.contact.id}`}>
          {t('reminders.remind')}
        </Link>
      )}
    </section>
  )
}
