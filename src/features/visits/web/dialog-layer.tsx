import { Suspense } from 'react'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import type { OpenDialog } from './dialogs.ts'

const Mantine = lazy(() => import('#ui/mantine.tsx').then((m) => ({ default: m.Mantine })))
const VisitSheet = lazy(() =>
  saying('visits', import('./visit/visit-sheet.tsx')).then((m) => ({ default: m.VisitSheet })),
)
const PlanForm = lazy(() =>
  saying('visits', import('./plans/plan-form.tsx')).then((m) => ({ default: m.PlanForm })),
)
const PreviewSheet = lazy(() =>
  saying('visits', import('./plans/preview-sheet.tsx')).then((m) => ({ default: m.PreviewSheet })),
)
const DoneSheet = lazy(() =>
  saying('visits', import('./visit/done-sheet.tsx')).then((m) => ({ default: m.DoneSheet })),
)
const ConfirmVisitSheet = lazy(() =>
  saying('visits', import('./visit/confirm-visit-sheet.tsx')).then((m) => ({ default: m.ConfirmVisitSheet })),
)
const NoShowSheet = lazy(() =>
  saying('visits', import('./visit/no-show-sheet.tsx')).then((m) => ({ default: m.NoShowSheet })),
)
const MoveSheet = lazy(() =>
  saying('visits', import('./planning/move-sheet.tsx')).then((m) => ({ default: m.MoveSheet })),
)
const AssignSheet = lazy(() =>
  saying('visits', import('./planning/assign-sheet.tsx')).then((m) => ({ default: m.AssignSheet })),
)
const TimesSheet = lazy(() =>
  saying('visits', import('./planning/times-sheet.tsx')).then((m) => ({ default: m.TimesSheet })),
)

/** The open dialogs of visits; each is fetched when it is opened for the first time. */
export function OpenDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Suspense>
      <Mantine>
        {dialogs.map((dialog) => (
          <Dialog key={dialog.id} dialog={dialog} />
        ))}
      </Mantine>
    </Suspense>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  if (dialog.is === 'visit') return <VisitSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'plan') return <PlanForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'preview') return <PreviewSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'done') return <DoneSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'confirm') return <ConfirmVisitSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'noShow') return <NoShowSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'move') return <MoveSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'assign') return <AssignSheet {...dialog.input} onDone={dialog.close} />
  return <TimesSheet {...dialog.input} onDone={dialog.close} />
}
