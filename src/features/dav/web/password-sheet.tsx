import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { SecretSheet } from '#features/users/web/secret-sheet.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { DavAccess, DavPasswordShown } from '../dav.ts'

interface PasswordSheetProps {
  access: DavAccess
  onCreated: () => Promise<unknown>
  onClose: () => void
}

/** Makes a password for one program and shows it, this once. */
export function PasswordSheet({ access, onCreated, onClose }: PasswordSheetProps) {
  const t = useText()
  const [made, setMade] = useState<DavPasswordShown>()
  const send = async ({ name }: { name: string }) => {
    setMade(await call('POST', '/dav/passwords', { body: { name } }))
    await onCreated()
  }
  const form = useForm({ name: '' }, send, () => undefined)
  if (made)
    return (
      <SecretSheet
        title={t('dav.made')}
        text={t('dav.once', { user: access.user })}
        secret={made.password}
        kept={t('dav.kept')}
        onClose={onClose}
      />
    )
  return (
    <FormSheet {...form.sheet} title={t('dav.new')} action={t('dav.create')} onClose={onClose}>
      <TextInput
        autoFocus
        label={t('dav.name')}
        description={t('dav.name_hint')}
        value={form.values.name}
        error={form.fields['name']}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
      />
    </FormSheet>
  )
}
