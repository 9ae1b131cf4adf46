import { IconTrash } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

/** The bin, for everybody. */
export const binPages: Pages = {
  nav: [{ id: 'bin', text: 'bin', icon: IconTrash, path: '/bin', group: 'foot' }],
  routes: [
    withInputs([
      {
        path: 'bin',
        handle: { title: 'bin' },
        lazy: async () => ({ Component: (await saying('settings', import('./bin-page.tsx'))).BinPage }),
      },
    ]),
  ],
}
