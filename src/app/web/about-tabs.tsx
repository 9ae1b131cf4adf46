import { Suspense, type ComponentProps } from 'react'
import type { AppointmentsTab as Appointments } from '#features/calendar/web/about/appointments-tab.tsx'
import type { FilesTab as Files } from '#features/history/web/files-tab.tsx'
import type { TimelineTab as Timeline } from '#features/history/web/timeline-tab.tsx'
import type { TasksTab as Tasks } from '#features/tasks/web/about/tasks-tab.tsx'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { mailSlots } from './mail-slots.tsx'

// What several features know of one record: the tabs of its page. Each comes with its words when it is opened.

const LazyTimeline = lazy(async () => ({
  default: (await saying('contact', import('#features/history/web/timeline-tab.tsx'))).TimelineTab,
}))
const LazyFiles = lazy(async () => ({
  default: (await saying('contact', import('#features/history/web/files-tab.tsx'))).FilesTab,
}))
const LazyTasks = lazy(async () => ({
  default: (await saying('tasks', import('#features/tasks/web/about/tasks-tab.tsx'))).TasksTab,
}))
const LazyAppointments = lazy(async () => ({
  default: (await saying('calendar', import('#features/calendar/web/about/appointments-tab.tsx')))
    .AppointmentsTab,
}))

export function TimelineTab(props: ComponentProps<typeof Timeline>) {
  return (
    <Suspense>
      <LazyTimeline {...props} slots={mailSlots} />
    </Suspense>
  )
}

export function FilesTab(props: ComponentProps<typeof Files>) {
  return (
    <Suspense>
      <LazyFiles {...props} />
    </Suspense>
  )
}

export function TasksTab(props: ComponentProps<typeof Tasks>) {
  return (
    <Suspense>
      <LazyTasks {...props} />
    </Suspense>
  )
}

export function AppointmentsTab(props: ComponentProps<typeof Appointments>) {
  return (
    <Suspense>
      <LazyAppointments {...props} />
    </Suspense>
  )
}
