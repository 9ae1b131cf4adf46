import { IconSettings } from '@tabler/icons-react'
import type { RouteObject } from 'react-router'
import type { Pages } from '#ui/shell/pages.ts'
import { withInputs } from '#ui/with-inputs.ts'

/** The settings area. Its pages, which all features bring, are found when somebody goes there. */
export function settingsPages(frame: NonNullable<RouteObject['lazy']>): Pages {
  return {
    nav: [
      {
        id: 'settings',
        text: 'settings',
        icon: IconSettings,
        path: '/settings',
        keys: 'g e',
        group: 'foot',
      },
    ],
    routes: [withInputs([{ id: 'settings', path: 'settings', handle: { title: 'settings' }, lazy: frame }])],
  }
}
