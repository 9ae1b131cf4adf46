import { IconAlertTriangle, IconEye } from '@tabler/icons-react'
import { Link } from 'react-router'
import { dayOf } from '#features/invoices/web/state.tsx'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { ReminderProposal } from '../../reminder-letter.ts'
import { letterSums } from '../../reminders.ts'
import type { ReminderRules } from '../../reminders.ts'
import { openPage } from '../dialogs.ts'
import { levelWords, proposalPdf } from './reminders-api.ts'

const colours = ['', 'blue', 'amber', 'red'] as const

interface ProposalCardProps {
  proposal: ReminderProposal
  rules: ReminderRules
  /** Documents that are left out. */
  left: ReadonlySet<string>
  choose: (ids: string[], isChosen: boolean) => void
}

/** One letter as it would be written: to whom, for which documents, and what it comes to. */
export function ProposalCard({ proposal, rules, left, choose }: ProposalCardProps) {
  const t = useText()
  const { contact, currency, invoices, notices, dueDate } = proposal
  const ids = invoices.map(({ id }) => id)
  const mine = invoices.filter(({ id }) => !left.has(id))
  const sums = mine.length > 0 ? letterSums(mine, rules) : undefined
  const level = sums?.level ?? proposal.level
  const money = (amount: string) => formatMoney(amount, currency)
  const look = () =>
    void openPage({
      title: t('reminders.page_of', { level: levelWords(level), name: contact.name }),
      address: proposalPdf(
        proposal,
        mine.map(({ id }) => id),
      ),
    })
  return (
    <article className={sums ? 'reminder-card' : 'reminder-card left-out'} aria-label={contact.name}>
      <header>
        <input
          type="checkbox"
          className="check"
          aria-label={t('list.choose', { name: contact.name })}
          checked={mine.length === invoices.length}
          ref={(box) => {
            if (box) box.indeterminate = mine.length > 0 && mine.length < invoices.length
          }}
          onChange={() => choose(ids, mine.length === 0)}
        />
        <strong className="cut">
          <Link to={`/contacts/${contact.id}?tab=invoices`}>{contact.name}</Link>
        </strong>
        <span className={`badge ${colours[level] ?? 'red'}`}>{levelWords(level)}</span>
        <span className="grow" />
        <button type="button" className="button small" disabled={!sums} onClick={look}>
          <IconEye size={14} stroke={1.75} />
          {t('reminders.look')}
        </button>
      </header>
      {notices.map((notice) => (
        <p key={notice} className="reminder-notice">
          <IconAlertTriangle size={14} stroke={1.75} />
          {t(`reminders.notice.${notice}`)}
        </p>
      ))}
      <ul className="reminder-items">
        {invoices.map((one) => (
          <li key={one.id} className={left.has(one.id) ? 'left-out' : ''}>
            <input
              type="checkbox"
              className="check"
              aria-label={t('list.choose', { name: one.number })}
              checked={!left.has(one.id)}
              onChange={({ target }) => choose([one.id], target.checked)}
            />
            <Link to={`/invoices/${one.id}`}>{one.number}</Link>
            <span className="reminder-when">
              <span className="muted num">{t('bank.due', { day: dayOf(one.dueDate) })}</span>
              <span className="num pay-late">{t('payments.days_late', { count: one.daysLate })}</span>
              {one.lastReminder && (
                <span className="muted num">{t('reminders.last', { day: dayOf(one.lastReminder) })}</span>
              )}
            </span>
            <span className="num">{money(one.open)}</span>
          </li>
        ))}
      </ul>
      {sums && (
        <dl className="reminder-sums">
          {(
            [
              ['interest', sums.interest],
              ['lump', sums.lumpSum],
              ['fee', sums.fee],
            ] as const
          ).map(
            ([what, amount]) =>
              Number(amount) > 0 && (
                <div key={what}>
                  <dt>{t(`reminders.sum.${what}`)}</dt>
                  <dd className="num">{money(amount)}</dd>
                </div>
              ),
          )}
          <div className="strong">
            <dt>{t('reminders.sum.total', { day: dayOf(dueDate) })}</dt>
            <dd className="num">{money(sums.total)}</dd>
          </div>
        </dl>
      )}
    </article>
  )
}
