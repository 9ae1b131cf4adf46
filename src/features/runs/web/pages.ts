import { IconStack2 } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

const path = ({ runId }: Record<string, unknown>) => `/runs/${String(runId)}`

/** Big actions and the way back from them, for everybody. */
export const runPages: Pages = {
  records: [{ kind: 'run', text: 'runs', icon: IconStack2, path: (id) => `/runs/${id}` }],
  jobs: [
    { kind: 'contacts.bulk', path },
    { kind: 'runs.undo', path },
  ],
  routes: [
    withInputs([
      {
        path: 'runs',
        handle: { title: 'runs' },
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await saying('settings', import('./runs-page.tsx'))).RunsPage }),
          },
          {
            path: ':id',
            lazy: async () => ({ Component: (await saying('settings', import('./run-page.tsx'))).RunPage }),
          },
        ],
      },
    ]),
  ],
}
