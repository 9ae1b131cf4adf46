import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { text, useLanguage, useText, type Language } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { User } from '../user.ts'
import { RoleCards } from './role-cards.tsx'
import { useCanMail, useChangeUser } from './users-api.ts'

interface Values {
  name: string
  email: string
  role: User['role']
  language: Language
  /** Empty: an invitation is mailed. */
  password: string
}

/** Invites somebody, or changes who they are and what they may. */
export function UserSheet({ user, onClose }: { user?: User; onClose: () => void }) {
  const t = useText()
  const language = useLanguage()
  const client = useQueryClient()
  const change = useChangeUser()
  // Whoever gets no mail needs a password from whoever invites them.
  const needsPassword = useCanMail() === false && !user
  const first: Values = { name: '', email: '', role: 'user', language, ...pick(user), password: '' }
  const send = async ({ password, ...rest }: Values) => {
    const body = { ...rest, ...(password && { password }) }
    if (user) {
      const { version } = await change(user, body, user.version)
      const label = t('users.changed', { name: rest.name })
      return password ? say(label) : did({ label, undo: () => change(user, pick(user), version) })
    }
    if (needsPassword && !password) throw lacksPassword()
    const made = await call<User>('POST', '/users', { body })
    void client.invalidateQueries({ queryKey: ['user'] })
    return say(t(made.invited ? 'users.invited' : 'users.created', { name: made.name }))
  }
  const form = useForm(first, send, onClose)
  const { values, fields, set } = form
  const action = user
    ? 'settings.save'
    : values.password || needsPassword
      ? 'users.create'
      : 'users.invite_action'
  const hint = needsPassword ? 'users.no_mail_hint' : 'users.first_password_hint'
  return (
    <FormSheet
      {...form.sheet}
      title={user ? t('users.edit_title', { name: user.name }) : t('users.invite')}
      action={t(action)}
    >
      <TextInput
        autoFocus
        label={t('users.name')}
        value={values.name}
        error={fields['name']}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={t('users.email')}
        value={values.email}
        error={fields['email']}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <RoleCards value={values.role} onChange={(role) => set({ role })} />
      <NativeSelect
        label={t('user.language')}
        value={values.language}
        data={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(event) => set({ language: event.currentTarget.value as Language })}
      />
      <PasswordInput
        label={t(user ? 'door.new_password' : needsPassword ? 'users.password' : 'users.first_password')}
        description={t(user ? 'users.new_password_hint' : hint)}
        autoComplete="new-password"
        value={values.password}
        error={fields['password']}
        visibilityToggleButtonProps={{
          'aria-label': t('door.show_password'),
          tabIndex: 0,
          'aria-hidden': false,
        }}
        onChange={(event) => set({ password: event.currentTarget.value })}
      />
    </FormSheet>
  )
}

function lacksPassword(): ApiProblem {
  const error = { path: 'password', code: 'required', message: text('problem.required') }
  return new ApiProblem(422, 'invalid', error.message, [error])
}

function pick(user: User | undefined): Partial<Values> {
  if (!user) return {}
  const { name, email, role, language } = user
  return { name, email, role, language }
}
