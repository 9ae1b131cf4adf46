import { IconTicket } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Pages } from '#ui/shell/pages.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { openEventForm } from './dialogs.ts'
import { EventLayer } from './event-layer.tsx'

type Screen = () => Promise<{ Component: ComponentType }>

/** What events bring to the client; what shows other features too is put together above. */
export function eventPages({ list, page }: { list: Screen; page: Screen }): Pages {
  return {
    nav: [{ id: 'events', text: 'events.title', icon: IconTicket, path: '/events', keys: 'g n' }],
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
        children: [{ index: true, lazy: list }, withInputs([{ path: ':id', lazy: page }])],
      },
    ],
    layer: EventLayer,
  }
}
