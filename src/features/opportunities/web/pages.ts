import { IconChartBar, IconLayoutKanban, IconList, IconTargetArrow } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { areaOf } from '#ui/shell/area-views.tsx'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { openOpportunityForm } from './dialogs.ts'
import { OpportunityLayer } from './opportunity-layer.tsx'

const screens = () => saying('opportunities', import('./opportunity-screens.tsx'))

type Screen = () => Promise<{ Component: ComponentType }>

interface OpportunityScreens {
  list: Screen
  board: Screen
  page: Screen
}

/** What opportunities bring to the client: the forecast; what shows other features too is put together above. */
export function opportunityPages({ list, board, page }: OpportunityScreens): Pages {
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
    views: [
      {
        area: 'opportunities',
        path: '/opportunities/board',
        text: 'opportunities.board',
        icon: IconLayoutKanban,
      },
      { area: 'opportunities', path: '/opportunities', text: 'opportunities.list', icon: IconList },
      {
        area: 'opportunities',
        path: '/opportunities/forecast',
        text: 'opportunities.forecast',
        icon: IconChartBar,
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
          areaOf('opportunities', [
            { index: true, lazy: list },
            { path: 'board', handle: { title: 'opportunities.board' }, lazy: board },
            {
              path: 'forecast',
              handle: { title: 'opportunities.forecast' },
              lazy: async () => ({ Component: (await screens()).ForecastScreen }),
            },
          ]),
          withInputs([{ path: ':id', lazy: page }]),
        ],
      },
    ],
    layer: OpportunityLayer,
  }
}
