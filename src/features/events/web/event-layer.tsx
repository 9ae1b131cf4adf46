import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useEventDialogs } from './dialogs.ts'

const Dialogs = lazy(() =>
  saying('events', import('./event-dialogs.tsx')).then((m) => ({ default: m.EventDialogs })),
)

/** The layer of the dialogs of events; they are fetched when one is opened for the first time. */
export function EventLayer() {
  const dialogs = useEventDialogs()
  return dialogs.length > 0 && <Dialogs dialogs={dialogs} />
}
