import { Suspense } from 'react'
import type { CalendarSlots } from '#features/calendar/web/calendar-slots.ts'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'

const VisitPanel = lazy(async () => ({
  default: (await saying('visits', import('#features/visits/web/visit/visit-panel.tsx'))).VisitPanel,
}))
const TaskPeek = lazy(async () => ({
  default: (await saying('tasks', import('#features/tasks/web/task-peek.tsx'))).TaskPeek,
}))
const EventPeek = lazy(async () => ({
  default: (await saying('events', import('#features/events/web/event-peek.tsx'))).EventPeek,
}))
const CalendarWay = lazy(async () => ({
  default: (await import('#features/takeover/web/calendar-way.tsx')).CalendarWay,
}))
const Route = lazy(async () => ({
  default: (await saying('routes', import('#features/routes/web/todays-route.tsx'))).TodaysRoute,
}))

const Bring = lazy(async () => ({
  default: (await saying('takeover', import('#features/takeover/web/files/bring-sheet.tsx'))).BringSheet,
}))

/** The panels of visits, tasks and events inside of the calendar; the route of the day has its place on the start page, the way from a groupware in the bar. */
export const calendarSlots: CalendarSlots = {
  Visit: ({ id, onClose }) => <VisitPanel id={id} onGone={onClose} />,
  Task: ({ id }) => <TaskPeek id={id} />,
  Event: ({ id }) => <EventPeek id={id} />,
  Bring,
  Way: () => (
    <Suspense>
      <CalendarWay />
    </Suspense>
  ),
  Route: ({ day }) => (
    <Suspense>
      <Route day={day} />
    </Suspense>
  ),
}
