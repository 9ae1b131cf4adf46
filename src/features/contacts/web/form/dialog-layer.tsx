import { lazy } from '#ui/lazy.ts'
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
const MendSheet = lazy(() =>
  saying('contact', import('./mend-sheet.tsx')).then((m) => ({ default: m.MendSheet })),
)
const DeleteSheet = lazy(() =>
  saying('contact', import('./small-sheets.tsx')).then((m) => ({ default: m.DeleteSheet })),
)
const TagSheet = lazy(() =>
  saying('contact', import('./small-sheets.tsx')).then((m) => ({ default: m.TagSheet })),
)
const ExportSheet = lazy(() =>
  saying('contact', import('./export-sheet.tsx')).then((m) => ({ default: m.ExportSheet })),
)
const CascadeSheet = lazy(() =>
  saying('contact', import('./small-sheets.tsx')).then((m) => ({ default: m.CascadeSheet })),
)
const ConflictSheet = lazy(() =>
  saying('contact', import('./conflict-sheet.tsx')).then((m) => ({ default: m.ConflictSheet })),
)
const BulkSheet = lazy(() =>
  saying('contact', import('../bulk/bulk-sheet.tsx')).then((m) => ({ default: m.BulkSheet })),
)
const BulkDeleteSheet = lazy(() =>
  saying('contact', import('../bulk/bulk-delete-sheet.tsx')).then((m) => ({ default: m.BulkDeleteSheet })),
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
  if (dialog.is === 'mend') return <MendSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'delete') return <DeleteSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'tags') return <TagSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'export') return <ExportSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'cascade') return <CascadeSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'bulk') return <BulkSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'bulkDelete') return <BulkDeleteSheet {...dialog.input} onDone={dialog.close} />
  return <ConflictSheet {...dialog.input} onDone={dialog.close} />
}
