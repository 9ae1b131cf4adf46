import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useUser } from '#ui/api/session.ts'
import { formatNumber } from '#ui/format.ts'
import { used } from '#ui/recent.ts'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import type { Event } from '../../event.ts'
import { eventQuery } from '../event-api.ts'
import '../events.css'
import { CheckIn } from './check-in.tsx'
import { EventHead } from './event-head.tsx'
import type { EventTab } from './event-tab.ts'

/** The page of an event: when and where it is above, who comes and what belongs to it in tabs. */
export function EventPage({ tabs }: { tabs: readonly EventTab[] }) {
  const user = useUser()
  const { id = '' } = useParams()
  const [search] = useSearchParams()
  const { data: event, error } = useQuery(eventQuery(id))
  const title = event?.title
  useRecordName(title)
  useEffect(() => {
    if (title !== undefined) used(user.id, { kind: 'event', id, title, subtitle: null, mark: null })
  }, [user.id, id, title])
  if (error instanceof ApiProblem && [400, 403, 404, 422].includes(error.status)) return <NotFoundPage />
  if (error && !event) throw error
  if (!event) return null
  if (search.has('einlass')) return <CheckIn event={event} />
  return (
    <article className="event-page">
      <EventHead event={event} />
      <Tabs event={event} tabs={tabs} />
    </article>
  )
}

function Tabs({ event, tabs }: { event: Event; tabs: readonly EventTab[] }) {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const open = tabs.find((tab) => tab.id === search.get('tab')) ?? tabs[0]
  if (!open) return null
  const choose = (tab: EventTab) =>
    setSearch(tab === tabs[0] ? {} : { tab: tab.id }, { replace: true, preventScrollReset: true })
  const move = (by: number) => {
    const next = tabs[(tabs.indexOf(open) + by + tabs.length) % tabs.length]
    if (next) choose(next)
  }
  return (
    <section className="event-main">
      <div className="event-tabs" role="tablist" aria-label={t('events.tabs')}>
        {tabs.map((tab) => {
          const count = tab.count?.(event) ?? 0
          return (
            <button
              key={tab.id}
              id={`tab-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab === open}
              aria-controls="tab-panel"
              tabIndex={tab === open ? 0 : -1}
              ref={(button) => {
                if (tab === open && button?.parentElement?.contains(document.activeElement)) button.focus()
              }}
              onClick={() => choose(tab)}
              onKeyDown={({ key }) => {
                if (key === 'ArrowRight') move(1)
                if (key === 'ArrowLeft') move(-1)
              }}
            >
              {t(tab.text)}
              {count > 0 && <span className="muted num">{formatNumber(count)}</span>}
            </button>
          )
        })}
      </div>
      <div id="tab-panel" className="event-panel" role="tabpanel" aria-labelledby={`tab-${open.id}`}>
        <open.Panel event={event} />
      </div>
    </section>
  )
}
