import { OpportunityListScreen } from '#features/opportunities/web/list/opportunity-list.tsx'
import { useViews } from '#features/views/web/use-views.ts'

/** The list of opportunities with the views people keep. */
export function OpportunitiesScreen() {
  return <OpportunityListScreen kept={useViews('opportunities')} />
}
