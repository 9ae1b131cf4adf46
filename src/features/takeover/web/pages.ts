import { IconCloudDown, IconPlugConnected } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

const path = '/groupware/takeover'
const pathOf = ({ takeoverId }: Record<string, unknown>) =>
  typeof takeoverId === 'string' ? `${path}/${takeoverId}` : path

/** What taking over by hand brings to the client: the steps from a mailbox and calendars to records. */
export const takeoverPages: Pages = {
  create: [{ id: 'takeover', text: 'takeover.title', icon: IconCloudDown, path }],
  // Accounts are no page of their own: messages about one lead to the settings.
  records: [
    {
      kind: 'groupware',
      text: 'takeover.title',
      icon: IconPlugConnected,
      path: (id) => `/settings/groupware?account=${id}`,
    },
  ],
  jobs: [
    { kind: 'takeover.list', path: pathOf },
    { kind: 'takeover.run', path: pathOf },
  ],
  routes: [
    withInputs([
      {
        path: 'groupware/takeover/:id?',
        handle: { title: 'takeover.title' },
        lazy: async () => ({
          Component: (await saying('takeover', saying('settings', import('./takeover-page.tsx'))))
            .TakeoverPage,
        }),
      },
    ]),
  ],
}
