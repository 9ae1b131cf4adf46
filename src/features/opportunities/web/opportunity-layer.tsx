import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useOpportunityDialogs } from './dialogs.ts'

const Dialogs = lazy(() =>
  saying('opportunities', import('./opportunity-dialogs.tsx')).then((m) => ({
    default: m.OpportunityDialogs,
  })),
)

/** The layer of the dialogs of opportunities; they are fetched when one is opened for the first time. */
export function OpportunityLayer() {
  const dialogs = useOpportunityDialogs()
  return dialogs.length > 0 && <Dialogs dialogs={dialogs} />
}
