import { useState } from 'react'
import { Link } from 'react-router'
import { useCanMail } from '#features/users/web/users-api.ts'
import { ask } from '#ui/api/request.ts'
import { useText } from '#ui/texts.ts'
import { DoorField, DoorForm } from './door-form.tsx'
import { useDoorForm } from './use-door-form.ts'

/** Asks for a link to set a new password. The answer is the same whether the address is known or not. */
export function ForgotPassword() {
  const t = useText()
  const canMail = useCanMail()
  const [sent, setSent] = useState(false)
  const form = useDoorForm({ email: '' }, async (values) => {
    await ask<void>('POST', '/password-reset', { body: values })
    setSent(true)
  })
  const back = (
    <p className="door-after">
      <Link to="/sign-in">{t('door.back')}</Link>
    </p>
  )
  if (sent)
    return (
      <div className="door-form" role="status">
        <h1>{t('door.mail_sent')}</h1>
        <p className="door-text">{t('door.mail_sent_text', { email: form.values.email })}</p>
        {back}
      </div>
    )
  if (canMail === false)
    return (
      <div className="door-form">
        <h1>{t('door.forgot')}</h1>
        <p className="door-text">{t('door.no_mail')}</p>
        {back}
      </div>
    )
  return (
    <DoorForm
      title={t('door.forgot')}
      text={t('door.forgot_text')}
      action={t('door.send_link')}
      busy={form.busy}
      message={form.message}
      onSubmit={form.submit}
      after={back}
    >
      <DoorField
        label={t('door.email')}
        type="email"
        autoComplete="username"
        required
        autoFocus
        {...form.field('email')}
      />
    </DoorForm>
  )
}
