import { IconTicket } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { openEventForm } from './dialogs.ts'
import { EventLayer } from './event-layer.tsx'

/** What events bring to the client: the list, and one as a page (`onePage`). */
export function eventPages(onePage: () => Promise<{ Component: ComponentType }>): Pages {
  return {
    nav: [{ id: 'events', text: 'events.title', icon: IconTicket, path: '/events', keys: 'g e' }],
    create: [
      {
        id: 'event',
        text: 'events.event',
        icon: IconTicket,
        keys: 'c e',
        run: () => void openEventForm({}),
      },
    ],
    records: [{ kind: 'event', text: 'events.title', icon: IconTicket, path: (id) => `/events/${id}` }],
    routes: [
      {
        path: 'events',
        handle: { title: 'events.title' },
        children: [
          {
            index: true,
            lazy: async () => ({
              Component: (await saying('events', import('./list/event-list.tsx'))).EventListScreen,
            }),
          },
          withInputs([{ path: ':id', lazy: onePage }]),
        ],
      },
    ],
    layer: EventLayer,
  }
}
