import { useQuery } from '@tanstack/react-query'
import type { HistoryItem } from '#features/history/history.ts'
import { MailPeople } from '#features/history/web/mail-people.tsx'
import { formatExact, formatMoment } from '#ui/format.ts'
import { partQuote } from '../quote.ts'
import { threadQuery } from './mails-api.ts'

/** The mails of a conversation before this one, the newest first. */
export function EarlierMails({ item }: { item: HistoryItem }) {
  const { data = [] } = useQuery(threadQuery(item.id))
  const at = data.findIndex(({ id }) => id === item.id)
  return (
    <ol className="mail-thread">
      {data
        .slice(0, Math.max(at, 0))
        .toReversed()
        .map(({ id, mail, text, at: when }) => (
          <li key={id}>
            <p className="mail-thread-head">
              <span className="grow">{mail && <MailPeople mail={mail} />}</span>
              <time className="muted num" dateTime={when} title={formatExact(when)}>
                {formatMoment(when)}
              </time>
            </p>
            <p className="mail-thread-text">{partQuote(text).said}</p>
          </li>
        ))}
    </ol>
  )
}
