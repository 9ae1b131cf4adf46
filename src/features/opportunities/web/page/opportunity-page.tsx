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
import type { Opportunity } from '../../opportunity.ts'
import { opportunityQuery } from '../opportunity-api.ts'
import '../opportunities.css'
import { OpportunityHead } from './opportunity-head.tsx'
import type { OpportunityTab } from './opportunity-tab.ts'

/** The page of an opportunity: how it stands above, and what belongs to it in tabs. */
export function OpportunityPage({ tabs }: { tabs: readonly OpportunityTab[] }) {
  const user = useUser()
  const { id = '' } = useParams()
  const { data: opportunity, error } = useQuery(opportunityQuery(id))
  const title = opportunity?.title
  useRecordName(title)
  useEffect(() => {
    if (title !== undefined) used(user.id, { kind: 'opportunity', id, title, subtitle: null, mark: null })
  }, [user.id, id, title])
  if (error instanceof ApiProblem && [400, 403, 404, 422].includes(error.status)) return <NotFoundPage />
  if (error && !opportunity) throw error
  if (!opportunity) return null
  return (
    <article className="opportunity-page">
      <OpportunityHead opportunity={opportunity} />
      <Tabs opportunity={opportunity} tabs={tabs} />
    </article>
  )
}

function Tabs({ opportunity, tabs }: { opportunity: Opportunity; tabs: readonly OpportunityTab[] }) {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const open = tabs.find((tab) => tab.id === search.get('tab')) ?? tabs[0]
  if (!open) return null
  const choose = (tab: OpportunityTab) =>
    setSearch(tab === tabs[0] ? {} : { tab: tab.id }, { replace: true, preventScrollReset: true })
  const move = (by: number) => {
    const next = tabs[(tabs.indexOf(open) + by + tabs.length) % tabs.length]
    if (next) choose(next)
  }
  return (
    <section className="opportunity-main">
      <div className="opportunity-tabs" role="tablist" aria-label={t('opportunities.tabs')}>
        {tabs.map((tab) => {
          const count = tab.count?.(opportunity) ?? 0
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
              onKeyDown={(event) => {
                if (event.key === 'ArrowRight') move(1)
                if (event.key === 'ArrowLeft') move(-1)
              }}
            >
              {t(tab.text)}
              {count > 0 && <span className="muted num">{formatNumber(count)}</span>}
            </button>
          )
        })}
      </div>
      <div id="tab-panel" className="opportunity-panel" role="tabpanel" aria-labelledby={`tab-${open.id}`}>
        <open.Panel opportunity={opportunity} />
      </div>
    </section>
  )
}
