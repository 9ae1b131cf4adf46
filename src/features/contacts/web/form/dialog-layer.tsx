import { lazy } from 'react'
import { saying } from '#ui/texts.ts'
import { useDialogs, type OpenDialog } from './dialogs.ts'

const Mantine = lazy(() => import('#ui/mantine.tsx').then((m) => ({ default: m.Mantine })))
const ContactForm = lazy(() =>
  saying('contact', import('./contact-form.tsx')).then((m) => ({ default: m.ContactForm })),
)
const PermissionSheet = lazy(() =>
  saying('contact', import('./permission-sheet.tsx')).then((m) => ({ default: m.PermissionSheet })),
)
const DeleteSheet = lazy(() =>
  saying('contact', import('./small-sheets.tsx')).then((m) => ({ default: m.DeleteSheet })),
)
const TagSheet = lazy(() =>
  saying('contact', import('./small-sheets.tsx')).then((m) => ({ default: m.TagSheet })),
)
const CascadeSheet = lazy(() =>
  saying('contact', import('./small-sheets.tsx')).then((m) => ({ default: m.CascadeSheet })),
)
const ConflictSheet = lazy(() =>
  saying('contact', import('./conflict-sheet.tsx')).then((m) => ({ default: m.ConflictSheet })),
)

/** The open dialogs of contacts; each is fetched when it is opened for the first time. */
export function DialogLayer() {
  const dialogs = useDialogs().filter((dialog) => dialog.is !== 'merge')
  if (dialogs.length === 0) return null
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: Exclude<OpenDialog, { is: 'merge' }> }) {
  if (dialog.is === 'form') return <ContactForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'permissions') return <PermissionSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'delete') return <DeleteSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'tags') return <TagSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'cascade') return <CascadeSheet {...dialog.input} onDone={dialog.close} />
  return <ConflictSheet {...dialog.input} onDone={dialog.close} />
}
