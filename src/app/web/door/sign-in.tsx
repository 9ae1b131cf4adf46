import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { entered, sessionQuery } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { DoorField, DoorForm, DoorPassword } from './door-form.tsx'
import { useDoorForm } from './use-door-form.ts'

/** Signing in; afterwards one is where one wanted to go. */
export function SignIn() {
  const t = useText()
  const go = useNavigate()
  const client = useQueryClient()
  const [params] = useSearchParams()
  const form = useDoorForm({ email: '', password: '' }, async (values) => {
    const session = await ask<Parameters<typeof entered>[0]>('POST', '/session', { body: values })
    client.setQueryData(sessionQuery.queryKey, entered(session))
    await go(ownAddress(params.get('to')), { replace: true })
  })
  return (
    <DoorForm
      title={t('door.sign_in')}
      action={t('door.sign_in')}
      busy={form.busy}
      message={form.message}
      onSubmit={form.submit}
      after={
        <p className="door-after">
          <Link to="/forgot-password">{t('door.forgot')}</Link>
        </p>
      }
    >
      <DoorField
        label={t('door.email')}
        type="email"
        autoComplete="username"
        required
        autoFocus
        {...form.field('email')}
      />
      <DoorPassword label={t('door.password')} required {...form.field('password')} />
    </DoorForm>
  )
}

/** Only an address of our own: a link in a mail must not lead through the door to somebody else's page. */
function ownAddress(wanted: string | null): string {
  return wanted && new URL(wanted, location.origin).origin === location.origin && wanted.startsWith('/')
    ? wanted
    : '/'
}
