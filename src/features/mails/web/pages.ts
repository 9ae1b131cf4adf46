import { IconInbox } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { MailLayer } from './mail-layer.tsx'

/** What mails bring to the client: those without a record, and the sheet in which one writes, wherever one is. */
export const mailPages: Pages = {
  nav: [
    {
      id: 'inbox',
      text: 'mail.inbox',
      icon: IconInbox,
      path: '/inbox',
      keys: 'g m',
    },
  ],
  routes: [
    withInputs([
      {
        path: 'inbox',
        handle: { title: 'mail.inbox' },
        lazy: async () => ({
          Component: (await saying('mails', import('./inbox/inbox-page.tsx'))).InboxPage,
        }),
      },
    ]),
  ],
  layer: MailLayer,
}
