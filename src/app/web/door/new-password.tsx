import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { DoorForm, DoorPassword } from './door-form.tsx'
import { onceToken } from './once-token.ts'
import { useDoorForm } from './use-door-form.ts'

/** Sets a new password with the token out of the mail. */
export function NewPassword() {
  const t = useText()
  const go = useNavigate()
  const [token] = useState(onceToken)
  const form = useDoorForm({ password: '' }, async ({ password }) => {
    await ask<void>('POST', '/password-reset/confirm', { body: { token, password } })
    say(t('door.password_set'))
    await go('/', { replace: true })
  })
  return (
    <DoorForm
      title={t('door.new_password')}
      action={t('door.set_password')}
      busy={form.busy}
      message={form.message}
      onSubmit={form.submit}
    >
      <DoorPassword isNew label={t('door.new_password')} required autoFocus {...form.field('password')} />
    </DoorForm>
  )
}
