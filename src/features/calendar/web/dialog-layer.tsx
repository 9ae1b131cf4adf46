import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import type { OpenDialog } from './dialogs.ts'

const Mantine = lazy(() => import('#ui/mantine.tsx').then((m) => ({ default: m.Mantine })))
const AppointmentForm = lazy(() =>
  saying('calendar', import('./form/appointment-form.tsx')).then((m) => ({ default: m.AppointmentForm })),
)
const ScopeSheet = lazy(() =>
  saying('calendar', import('./scope-sheet.tsx')).then((m) => ({ default: m.ScopeSheet })),
)

const InviteSheet = lazy(() =>
  saying('calendar', import('./meeting/invite-sheet.tsx')).then((m) => ({ default: m.InviteSheet })),
)
const TellSheet = lazy(() =>
  saying('calendar', import('./meeting/tell-sheet.tsx')).then((m) => ({ default: m.TellSheet })),
)

/** The open dialogs of the calendar; each is fetched when it is opened for the first time. */
export function OpenDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) => {
        const { id } = dialog
        if (dialog.is === 'form') return <AppointmentForm key={id} {...dialog.input} onDone={dialog.close} />
        if (dialog.is === 'invite')
          return <InviteSheet key={id} {...dialog.input} onDone={() => dialog.close(undefined)} />
        if (dialog.is === 'tell') return <TellSheet key={id} {...dialog.input} onDone={dialog.close} />
        return <ScopeSheet key={id} {...dialog.input} onDone={dialog.close} />
      })}
    </Mantine>
  )
}
