import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { tokenShown } from '../user.ts'
import { SecretSheet } from './secret-sheet.tsx'

const DAY = 86_400_000
const spans = ['30', '90', '365', 'never'] as const

interface TokenSheetProps {
  onCreated: () => Promise<unknown>
  onClose: () => void
}

/** Makes a token and shows its secret, this once. */
export function TokenSheet({ onCreated, onClose }: TokenSheetProps) {
  const t = useText()
  const [made, setMade] = useState<z.infer<typeof tokenShown>>()
  const send = async ({ name, span }: { name: string; span: string }) => {
    const expiresAt = span === 'never' ? null : new Date(Date.now() + Number(span) * DAY).toISOString()
    setMade(await call('POST', '/tokens', { body: { name, expiresAt } }))
    await onCreated()
  }
  const form = useForm({ name: '', span: '90' }, send, () => undefined)
  if (made)
    return (
      <SecretSheet
        title={t('users.token_made')}
        text={t('users.token_once')}
        secret={made.token}
        kept={t('users.token_kept')}
        onClose={onClose}
      />
    )
  return (
    <FormSheet
      {...form.sheet}
      title={t('users.token_new')}
      action={t('users.token_create')}
      onClose={onClose}
    >
      <TextInput
        autoFocus
        label={t('users.token_name')}
        description={t('users.token_name_hint')}
        value={form.values.name}
        error={form.fields['name']}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('users.token_expires')}
        value={form.values.span}
        error={form.fields['expiresAt']}
        data={spans.map((value) => ({ value, label: t(`users.span.${value}`) }))}
        onChange={(event) => form.set({ span: event.currentTarget.value })}
      />
    </FormSheet>
  )
}
