import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { useText } from '#ui/texts.ts'
import { DoorField, DoorForm, DoorPassword } from './door-form.tsx'
import { onceToken } from './once-token.ts'
import { useDoorForm } from './use-door-form.ts'

/** Accepts an invitation: one's name and a password. */
export function Invitation() {
  const t = useText()
  const go = useNavigate()
  const [token] = useState(onceToken)
  const form = useDoorForm({ name: '', password: '' }, async ({ name, password }) => {
    const body = { token, password, ...(name.trim() && { name: name.trim() }) }
    await ask<void>('POST', '/invitations/accept', { body })
    await go('/', { replace: true })
  })
  return (
    <DoorForm
      title={t('door.welcome')}
      text={t('door.invitation_text')}
      action={t('door.accept')}
      busy={form.busy}
      message={form.message}
      onSubmit={form.submit}
    >
      <DoorField label={t('door.name')} autoComplete="name" autoFocus {...form.field('name')} />
      <DoorPassword isNew label={t('door.password')} required {...form.field('password')} />
    </DoorForm>
  )
}
