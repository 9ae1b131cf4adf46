import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { useSignOut } from '#ui/api/session.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { useChangeOwn } from './users-api.ts'

/** The password, and signing out of every device. */
export function SecurityPage() {
  const t = useText()
  const signOut = useSignOut()
  const [open, setOpen] = useState<'password' | 'everywhere'>()
  const close = () => setOpen(undefined)
  return (
    <SettingsPage title={t('users.security')} text={t('users.security_text')}>
      <Part title={t('users.sign_in')}>
        <div className="settings-line">
          <span className="settings-label">{t('users.password')}</span>
          <span>
            <button type="button" className="button" onClick={() => setOpen('password')}>
              {t('users.change_password')}
            </button>
          </span>
        </div>
        <div className="settings-line">
          <span className="settings-label">
            {t('users.sessions')}
            <span className="edit-hint">{t('users.sessions_hint')}</span>
          </span>
          <span>
            <button type="button" className="button" onClick={() => setOpen('everywhere')}>
              {t('user.sign_out_everywhere')}
            </button>
          </span>
        </div>
      </Part>
      {open === 'password' && <PasswordSheet onClose={close} />}
      {open === 'everywhere' && (
        <ConfirmSheet
          title={t('users.everywhere_title')}
          text={t('users.everywhere_text')}
          action={t('user.sign_out_everywhere')}
          onConfirm={() => signOut.mutateAsync('everywhere')}
          onClose={close}
        />
      )}
    </SettingsPage>
  )
}

function PasswordSheet({ onClose }: { onClose: () => void }) {
  const t = useText()
  const change = useChangeOwn()
  const send = async (values: { currentPassword: string; password: string }) => {
    await change(values)
    say(t('users.password_changed'))
  }
  const form = useForm({ currentPassword: '', password: '' }, send, onClose)
  const eye = { 'aria-label': t('door.show_password'), tabIndex: 0, 'aria-hidden': false }
  return (
    <FormSheet {...form.sheet} title={t('users.change_password')} action={t('users.change_password')}>
      <PasswordInput
        label={t('users.current_password')}
        autoComplete="current-password"
        data-autofocus
        autoFocus
        visibilityToggleButtonProps={eye}
        value={form.values.currentPassword}
        error={form.fields['currentPassword']}
        onChange={(event) => form.set({ currentPassword: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('door.new_password')}
        description={t('door.password_rule')}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
        value={form.values.password}
        error={form.fields['password']}
        onChange={(event) => form.set({ password: event.currentTarget.value })}
      />
    </FormSheet>
  )
}
