import { IconTargetArrow } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { openOpportunityForm } from './dialogs.ts'
import { OpportunityLayer } from './opportunity-layer.tsx'

const screens = () => saying('opportunities', import('./opportunity-screens.tsx'))

/** What opportunities bring to the client: the board, the list, the forecast, and one as a page (`onePage`). */
export function opportunityPages(onePage: () => Promise<{ Component: ComponentType }>): Pages {
  return {
    nav: [
      {
        id: 'opportunities',
        text: 'opportunities.title',
        icon: IconTargetArrow,
        path: '/opportunities/board',
        keys: 'g v',
      },
    ],
    create: [
      {
        id: 'opportunity',
        text: 'opportunities.opportunity',
        icon: IconTargetArrow,
        keys: 'c v',
        run: () => void openOpportunityForm({}),
      },
    ],
    records: [
      {
        kind: 'opportunity',
        text: 'opportunities.title',
        icon: IconTargetArrow,
        path: (id) => `/opportunities/${id}`,
      },
    ],
    routes: [
      {
        path: 'opportunities',
        handle: { title: 'opportunities.title' },
        children: [
          { index: true, lazy: async () => ({ Component: (await screens()).OpportunityListScreen }) },
          {
            path: 'board',
            handle: { title: 'opportunities.board' },
            lazy: async () => ({ Component: (await screens()).OpportunityBoardScreen }),
          },
          {
            path: 'forecast',
            handle: { title: 'opportunities.forecast' },
            lazy: async () => ({ Component: (await screens()).ForecastScreen }),
          },
          withInputs([{ path: ':id', lazy: onePage }]),
        ],
      },
    ],
    layer: OpportunityLayer,
  }
}
