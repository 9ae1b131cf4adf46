import { IconMapPin, IconRepeat } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { VisitDialogs } from './dialog-gate.tsx'
import { openPlanForm } from './dialogs.ts'

/** What visits bring to the client; the planning screen is put together in src/app/web. */
export const visitPages = (planning: () => Promise<{ Component: React.ComponentType }>): Pages => ({
  nav: [{ id: 'visits', text: 'visits.title', icon: IconMapPin, path: '/visits', keys: 'g b' }],
  create: [
    {
      id: 'visit-plan',
      text: 'visits.plan',
      icon: IconRepeat,
      keys: 'c b',
      run: () => void openPlanForm({}),
    },
  ],
  records: [
    { kind: 'visit', text: 'visits.title', icon: IconMapPin, path: (id) => `/visits/${id}` },
    { kind: 'visitPlan', text: 'visits.plans', icon: IconRepeat, path: (id) => `/visits/plans/${id}` },
  ],
  jobs: [
    { kind: 'visits.propose', path: () => '/visits' },
    { kind: 'visits.bulk', path: ({ runId }) => `/runs/${String(runId)}` },
  ],
  routes: [
    {
      path: 'visits',
      handle: { title: 'visits.title' },
      lazy: async () => ({
        Component: (await saying('visits', import('./visits-frame.tsx'))).VisitsFrame,
      }),
      children: [
        { index: true, lazy: planning },
        {
          path: 'all',
          lazy: async () => ({
            Component: (await saying('visits', import('./list/visit-list.tsx'))).VisitList,
          }),
        },
        {
          path: 'plans',
          lazy: async () => ({
            Component: (await saying('visits', import('./plans/plans-page.tsx'))).PlansPage,
          }),
        },
        {
          path: 'analysis',
          lazy: async () => ({
            Component: (await saying('visits', import('./analysis/analysis-page.tsx'))).AnalysisPage,
          }),
        },
      ],
    },
    {
      path: 'visits/plans/:id',
      handle: { title: 'visits.plans' },
      lazy: async () => ({ Component: (await saying('visits', import('./plans/plan-page.tsx'))).PlanPage }),
    },
    {
      path: 'visits/:id',
      handle: { title: 'visits.title' },
      lazy: async () => ({ Component: (await saying('visits', import('./visit/visit-page.tsx'))).VisitPage }),
    },
  ],
  layer: VisitDialogs,
})
