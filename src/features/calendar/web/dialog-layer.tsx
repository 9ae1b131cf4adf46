import { lazy } from 'react'
import { saying } from '#ui/texts.ts'
import type { OpenDialog } from './dialogs.ts'

const Mantine = lazy(() => import('#ui/mantine.tsx').then((m) => ({ default: m.Mantine })))
const AppointmentForm = lazy(() =>
  saying('calendar', import('./form/appointment-form.tsx')).then((m) => ({ default: m.AppointmentForm })),
)
const ScopeSheet = lazy(() =>
  saying('calendar', import('./scope-sheet.tsx')).then((m) => ({ default: m.ScopeSheet })),
)

/** The open dialogs of the calendar; each is fetched when it is opened for the first time. */
export function OpenDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) =>
        dialog.is === 'form' ? (
          <AppointmentForm key={dialog.id} {...dialog.input} onDone={dialog.close} />
        ) : (
          <ScopeSheet key={dialog.id} {...dialog.input} onDone={dialog.close} />
        ),
      )}
    </Mantine>
  )
}
