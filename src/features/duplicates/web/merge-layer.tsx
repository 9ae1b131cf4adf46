import { useDialogs } from '#features/contacts/web/form/dialogs.ts'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'

const Mantine = lazy(() => import('#ui/mantine.tsx').then((m) => ({ default: m.Mantine })))
const MergeDialog = lazy(() =>
  saying('contact', import('./merge-dialog.tsx')).then((m) => ({ default: m.MergeDialog })),
)

/** The open question which contacts become one; fetched when it is asked for the first time. */
export function MergeLayer() {
  const dialogs = useDialogs().filter((dialog) => dialog.is === 'merge')
  if (dialogs.length === 0) return null
  return (
    <Mantine>
      {dialogs.map(({ id, input, close }) => (
        <MergeDialog key={id} ids={input.ids} onDone={close} />
      ))}
    </Mantine>
  )
}
