import { saying, type Area } from '#ui/texts.ts'
import type { Pages } from '#ui/shell/pages.ts'
import { withInputs } from '#ui/with-inputs.ts'

/** The words of visits and those of routes: these screens say both. */
async function both<Code>(code: Promise<Code>): Promise<Code> {
  const [loaded] = await Promise.all([
    code,
    ...(['visits', 'routes'] satisfies Area[]).map((area) => saying(area, code)),
  ])
  return loaded
}

/** The route of a day and the spreading over days, beside the other tabs of visits. */
export const routePages: Pages = {
  jobs: [{ kind: 'routes.spread', path: () => '/visits/areas' }],
  routes: [
    {
      path: 'visits',
      handle: { title: 'visits.title' },
      lazy: async () => ({
        Component: (await both(import('#features/visits/web/visits-frame.tsx'))).VisitsFrame,
      }),
      children: [
        withInputs([
          {
            path: 'route',
            lazy: async () => ({ Component: (await both(import('./day/day-page.tsx'))).DayPage }),
          },
        ]),
        {
          path: 'areas',
          lazy: async () => ({ Component: (await both(import('./spread/spread-page.tsx'))).SpreadPage }),
        },
      ],
    },
  ],
}
