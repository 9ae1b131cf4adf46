import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { useUser } from '#ui/api/session.ts'
import type { HistoryItem } from '../history.ts'
import { ChangeEntry } from './change-entry.tsx'
import { Composer } from './composer.tsx'
import { EntryLine } from './entry-line.tsx'
import { timelineQuery, wholeTimeline, type TimelineFilter } from './history-api.ts'
import { TimelineFilters } from './timeline-filters.tsx'
import './timeline.css'

/** What happened with a contact, newest first: what people wrote, and what changed. */
export function TimelineTab({ contact }: { contact: Contact }) {
  const t = useText()
  const [filter, setFilter] = useState<TimelineFilter>(wholeTimeline)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPending, error } = useInfiniteQuery(
    timelineQuery(contact.id, filter),
  )
  const client = useQueryClient()
  const told = useRef(contact.version)
  useEffect(() => {
    if (told.current === contact.version) return
    told.current = contact.version
    // A change of the contact is a line here too; the stream tells of it as a change of the contact.
    void client.invalidateQueries({ queryKey: ['history', contact.id] })
  }, [client, contact.id, contact.version])
  const days = useMemo(() => byDay(data?.pages.flatMap((page) => page.items) ?? []), [data])
  const filtered = filter !== wholeTimeline
  const mayWrite = useUser().role !== 'guest'
  return (
    <div className="timeline">
      {mayWrite && <Composer key={contact.id} contact={contact} />}
      {(filtered || days.length > 0) && <TimelineFilters {...{ contact, filter }} onChange={setFilter} />}
      {error && !data && (
        <p className="notice" role="alert">
          {error.message}
        </p>
      )}
      {days.map(([day, items]) => (
        <section key={day} className="timeline-day" aria-label={formatExact(day)}>
          <h2 title={formatExact(day)}>{formatDay(day)}</h2>
          <ol>
            {items.map((item) =>
              item.category === 'change' ? (
                <ChangeEntry key={item.id} item={item} contactId={contact.id} />
              ) : (
                <EntryLine key={item.id} {...{ contact, item }} />
              ),
            )}
          </ol>
        </section>
      ))}
      {!isPending && days.length === 0 && (
        <p className="empty-line">{t(filtered ? 'timeline.nothing_found' : 'timeline.empty')}</p>
      )}
      {hasNextPage && (
        <button
          type="button"
          className="button timeline-more"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('page.more_entries')}
        </button>
      )}
    </div>
  )
}

/** The entries under the days they happened on, as this device counts days. */
function byDay(items: HistoryItem[]): [string, HistoryItem[]][] {
  const days = new Map<string, HistoryItem[]>()
  for (const item of items) {
    const at = new Date(item.at)
    const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
      .map((n) => String(n).padStart(2, '0'))
      .join('-')
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days]
}
