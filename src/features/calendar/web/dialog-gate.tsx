import { Suspense } from 'react'
import { lazy } from '#ui/lazy.ts'
import { useDialogs } from './dialogs.ts'

const OpenDialogs = lazy(() => import('./dialog-layer.tsx').then((m) => ({ default: m.OpenDialogs })))

/** Fetches the dialogs of the calendar with the first one that is opened. */
export function CalendarDialogs() {
  const dialogs = useDialogs()
  return dialogs.length === 0 ? null : (
    <Suspense>
      <OpenDialogs dialogs={dialogs} />
    </Suspense>
  )
}
