import { ItemsTab } from '#features/opportunities/web/page/items-tab.tsx'
import { OpportunityPage } from '#features/opportunities/web/page/opportunity-page.tsx'
import type { OpportunityTab } from '#features/opportunities/web/page/opportunity-tab.ts'
import { ParticipantsTab } from '#features/opportunities/web/page/participants-tab.tsx'
import { ProfileTab } from '#features/opportunities/web/page/profile-tab.tsx'
import { StagesTab } from '#features/opportunities/web/page/stages-tab.tsx'

/** The tabs of an opportunity's page: what the features, low and high, have to say about one. */
const tabs: OpportunityTab[] = [
  { id: 'profile', text: 'opportunities.tab.profile', Panel: ProfileTab },
  {
    id: 'participants',
    text: 'opportunities.participants',
    count: ({ participants }) => participants.length,
    Panel: ParticipantsTab,
  },
  {
    id: 'items',
    text: 'opportunities.tab.items',
    count: ({ items = [] }) => items.length,
    Panel: ItemsTab,
  },
  { id: 'stages', text: 'opportunities.tab.stages', Panel: StagesTab },
]

export function OpportunityScreen() {
  return <OpportunityPage tabs={tabs} />
}
