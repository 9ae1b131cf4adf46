import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { Mantine } from '#ui/mantine.tsx'
import { useText } from '#ui/texts.ts'
import type { OpenDialog } from './dialogs.ts'
import { ItemForm } from './item-form.tsx'
import { StockSheet } from './stock-sheet.tsx'

/** The open dialogs of items. */
export function ItemDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  const t = useText()
  if (dialog.is === 'form') return <ItemForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'stock') return <StockSheet {...dialog.input} onDone={() => dialog.close()} />
  const { count, run } = dialog.input
  return (
    <ConfirmSheet
      title={count === undefined ? t('items.delete_all') : t('items.delete_many', { count })}
      text={t('items.delete_text')}
      action={t('items.delete')}
      danger
      onConfirm={run}
      onClose={() => dialog.close()}
    />
  )
}
