import { TextInput } from '@mantine/core'
import { IconFolderPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { Collection } from '../../collection.ts'
import { useAccountActs } from '../groupware-api.ts'

interface MakeFolderProps {
  account: { id: string; name: string }
  className?: string
  /** It is there; also when it was there before. */
  onMade?: (folder: Collection) => unknown
}

/** The button that makes a folder in the mailbox, from which mails are taken over then. */
export function MakeFolder({ account, className = 'button', onMade }: MakeFolderProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={className} onClick={() => setOpen(true)}>
        <IconFolderPlus size={16} stroke={1.75} />
        {t('groupware.folder.make')}
      </button>
      {isOpen && <FolderSheet account={account} onMade={onMade} onClose={() => setOpen(false)} />}
    </>
  )
}

type FolderSheetProps = Pick<MakeFolderProps, 'account'> & {
  onMade: MakeFolderProps['onMade']
  onClose: () => void
}

function FolderSheet({ account, onMade, onClose }: FolderSheetProps) {
  const t = useText()
  const acts = useAccountActs()
  const form = useForm(
    { name: 'Kontor' },
    async ({ name }) => {
      const folder = await acts.makeFolder(account, name)
      await onMade?.(folder)
      say(t('groupware.folder.made', { name: folder.name }))
    },
    onClose,
  )
  return (
    <FormSheet {...form.sheet} title={t('groupware.folder.title')} action={t('groupware.folder.action')}>
      <p className="edit-hint">{t('groupware.folder.text', { name: account.name })}</p>
      <TextInput
        label={t('groupware.folder.name')}
        autoComplete="off"
        maxLength={100}
        data-autofocus
        required
        {...form.typed('name')}
      />
    </FormSheet>
  )
}
