import { RecordPage } from '#ui/record/record-page.tsx'
import { RecordTabs, type RecordTab } from '#ui/record/record-tabs.tsx'
import type { Opportunity } from '../../opportunity.ts'
import { opportunityQuery } from '../opportunity-api.ts'
import '../opportunities.css'
import { OpportunityHead } from './opportunity-head.tsx'
import './page.css'

/** The page of an opportunity: how it stands above, and what belongs to it in tabs. */
export function OpportunityPage({ tabs }: { tabs: readonly RecordTab<Opportunity>[] }) {
  return (
    <RecordPage kind="opportunity" query={opportunityQuery}>
      {(opportunity) => (
        <article className="record-page">
          <OpportunityHead opportunity={opportunity} />
          <RecordTabs record={opportunity} tabs={tabs} />
        </article>
      )}
    </RecordPage>
  )
}
