import { IconCheck, IconDownload, IconPrinter, IconSend } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { dayOf } from '#features/invoices/web/state.tsx'
import { openSend } from '#features/invoices/web/dialogs.ts'
import { printPdf } from '#features/invoices/web/print-pdf.ts'
import { call } from '#features/settings/web/call.ts'
import { download } from '#ui/download.ts'
import { formatMoment, formatMoney } from '#ui/format.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import type { ReminderLetter } from '../../reminder-letter.ts'
import { openPage } from '../dialogs.ts'
import { levelWords, letterPdf, useReminders, type LetterPage } from './reminders-api.ts'

/** Reminders that were written, the newest first, with their pages. */
export function PastLetters() {
  const t = useText()
  const [search] = useSearchParams()
  const contact = search.get('contact')
  const asked = useInfiniteQuery({
    queryKey: ['reminder-letter', 'list', contact],
    queryFn: ({ pageParam, signal }) =>
      call<LetterPage>('GET', '/reminder-letters', {
        query: { limit: '50', ...(contact && { contact }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const letters = asked.data?.pages.flatMap(({ items }) => items)
  if (asked.error && !letters) return <ListError error={asked.error} onRetry={() => void asked.refetch()} />
  if (!letters || letters.length === 0) return null
  return (
    <section className="reminder-part">
      <header>
        <h2>{t('reminders.past')}</h2>
      </header>
      <ul className="letters-past">
        {letters.map((letter) => (
          <LetterRow key={letter.id} letter={letter} isAsked={letter.id === search.get('letter')} />
        ))}
      </ul>
      {asked.hasNextPage && (
        <button type="button" className="button pay-more" onClick={() => void asked.fetchNextPage()}>
          {t('reminders.more')}
        </button>
      )}
    </section>
  )
}

function LetterRow({ letter, isAsked }: { letter: ReminderLetter; isAsked: boolean }) {
  const t = useText()
  const { markSent } = useReminders()
  const { id, number, level, day, contact, invoices, total, currency, sentAt } = letter
  const title = `${levelWords(level)} ${number}`
  return (
    <li
      className={isAsked ? 'asked' : ''}
      ref={(row) => {
        if (isAsked) row?.scrollIntoView({ block: 'center' })
      }}
    >
      <span className="num muted">{dayOf(day)}</span>
      <span className="letter-what">
        <button
          type="button"
          className="pay-link"
          onClick={() => void openPage({ title, address: letterPdf(id) })}
        >
          {title}
        </button>
        <span className="cut">
          {contact && <Link to={`/contacts/${contact.id}?tab=invoices`}>{contact.name}</Link>}{' '}
          <span className="muted">{invoices.map((one) => one.number).join(', ')}</span>
        </span>
      </span>
      <span className="num letter-total">{formatMoney(total, currency)}</span>
      <span className="letter-sent">
        {sentAt ? (
          <span className="badge green" title={formatMoment(sentAt)}>
            <IconCheck size={13} stroke={2} />
            {t('reminders.sent')}
          </span>
        ) : (
          <button type="button" className="button small ghost" onClick={() => void markSent(letter)}>
            {t('reminders.mark_sent')}
          </button>
        )}
      </span>
      <span className="letter-acts">
        <button
          type="button"
          className="icon-button"
          title={t('reminders.send')}
          aria-label={t('reminders.send_of', { number })}
          onClick={() => void openSend({ kind: 'reminder', id })}
        >
          <IconSend size={16} stroke={1.75} />
        </button>
        <button
          type="button"
          className="icon-button"
          title={t('reminders.download')}
          aria-label={t('reminders.download_of', { number })}
          onClick={() => download(letterPdf(id, true))}
        >
          <IconDownload size={16} stroke={1.75} />
        </button>
        <button
          type="button"
          className="icon-button"
          title={t('invoices.print')}
          aria-label={t('reminders.print_of', { number })}
          onClick={() => printPdf(letterPdf(id))}
        >
          <IconPrinter size={16} stroke={1.75} />
        </button>
      </span>
    </li>
  )
}
