import { IconCalendar, IconSun } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import type { CalendarSlots } from './calendar-slots.ts'
import { CalendarDialogs } from './dialog-gate.tsx'
import { openAppointment } from './dialogs.ts'

/** The day that is, first of all; what other rooms show in it comes through the slots. */
export const todayPages = (slots: () => Promise<CalendarSlots>): Pages => ({
  nav: [{ id: 'today', text: 'today.title', icon: IconSun, path: '/today', keys: 'g h' }],
  routes: [
    {
      path: 'today',
      handle: { title: 'today.title' },
      lazy: async () => {
        const [{ todayWith }, filled] = await Promise.all([
          saying('calendar', import('./today/today-page.tsx')),
          slots(),
        ])
        return { Component: todayWith(filled) }
      },
    },
  ],
})

/** The calendar, and the form of an appointment wherever one is. */
export const calendarPages = (slots: () => Promise<CalendarSlots>): Pages => ({
  nav: [{ id: 'calendar', text: 'calendar', icon: IconCalendar, path: '/calendar', keys: 'g c' }],
  create: [
    {
      id: 'appointment',
      text: 'calendar.appointment',
      icon: IconCalendar,
      keys: 'c t',
      run: () => void openAppointment({}),
    },
  ],
  records: [
    {
      kind: 'appointment',
      text: 'calendar.tab',
      icon: IconCalendar,
      path: (id) => `/calendar?appointment=${id}`,
    },
  ],
  routes: [
    withInputs([
      {
        path: 'calendar',
        handle: { title: 'calendar' },
        lazy: async () => {
          const [{ calendarWith }, filled] = await Promise.all([
            saying('calendar', import('./calendar-with.tsx')),
            slots(),
          ])
          return { Component: calendarWith(filled) }
        },
      },
    ]),
  ],
  layer: CalendarDialogs,
})
