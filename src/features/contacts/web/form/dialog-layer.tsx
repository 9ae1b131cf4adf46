import { lazy } from 'react'
import { saying } from '#ui/texts.ts'
import { useDialogs, type OpenDialog } from './dialogs.ts'
import { FormSlots } from './form-slots.ts'

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

/** The layer of dialogs, with what higher features add to the form. */
export function dialogLayer(slots: FormSlots) {
  return function Layer() {
    return (
      <FormSlots value={slots}>
        <DialogLayer />
      </FormSlots>
    )
  }
}

/** The open dialogs of contacts; each is fetched when it is opened for the first time. */
function DialogLayer() {
  const dialogs = useDialogs()
  if (dialogs.length === 0) return null
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  if (dialog.is === 'form') return <ContactForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'permissions') return <PermissionSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'delete') return <DeleteSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'tags') return <TagSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'cascade') return <CascadeSheet {...dialog.input} onDone={dialog.close} />
  return <ConflictSheet {...dialog.input} onDone={dialog.close} />
}
