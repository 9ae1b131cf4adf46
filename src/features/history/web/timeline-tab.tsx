import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { useUser } from '#ui/api/session.ts'
import type { HistoryItem } from '../history.ts'
import { ChangeEntry, type SayChanges } from './change-entry.tsx'
import { Composer } from './composer.tsx'
import { EntryLine } from './entry-line.tsx'
import { SlotsOfEntries, type EntrySlots } from './entry-slots.ts'
import { timelineQuery, wholeTimeline, type TimelineFilter } from './history-api.ts'
import { TimelineFilters } from './timeline-filters.tsx'
import './timeline.css'

export interface TimelineTabProps {
  about: AboutRecord
  /** Of the record as the screen has it: a change of it is a line here too. */
  version?: number
  /** What a new entry is about besides, until somebody says otherwise: the contact of an opportunity. */
  also?: readonly AboutRecord[]
  /** How the changes of such a record are said; contacts have words of their own. */
  words?: SayChanges
  slots?: EntrySlots
}

/** What happened with a record, newest first: what people wrote, and what changed. */
export function TimelineTab({ about, version = 0, also = none, words, slots = noSlots }: TimelineTabProps) {
  const t = useText()
  const [filter, setFilter] = useState<TimelineFilter>(wholeTimeline)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPending, error } = useInfiniteQuery(
    timelineQuery(about, filter),
  )
  const client = useQueryClient()
  const told = useRef(version)
  useEffect(() => {
    if (told.current === version) return
    told.current = version
    // The stream tells of it as a change of the record.
    void client.invalidateQueries({ queryKey: ['history', about.id] })
  }, [client, about.id, version])
  const days = useMemo(() => byDay(data?.pages.flatMap((page) => page.items) ?? []), [data])
  const filtered = filter !== wholeTimeline
  const mayWrite = useUser().role !== 'guest'
  return (
    <SlotsOfEntries value={slots}>
      <div className="timeline">
        {mayWrite && <Composer key={about.id} {...{ about, also }} />}
        {mayWrite && slots.Write && (
          <Suspense>
            <slots.Write {...{ about, also }} />
          </Suspense>
        )}
        {(filtered || days.length > 0) && <TimelineFilters filter={filter} onChange={setFilter} />}
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
                  <ChangeEntry key={item.id} {...{ about, item }} {...(words && { words })} />
                ) : (
                  <EntryLine key={item.id} {...{ about, item }} />
                ),
              )}
            </ol>
          </section>
        ))}
        {!isPending && days.length === 0 && <p className="empty-line">{t(emptyWords(about, filtered))}</p>}
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
    </SlotsOfEntries>
  )
}

const noSlots: EntrySlots = {}

const none: AboutRecord[] = []

function emptyWords({ kind }: AboutRecord, filtered: boolean) {
  if (filtered) return 'timeline.nothing_found'
  return kind === 'contact' ? 'timeline.empty' : 'timeline.empty.subject'
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
