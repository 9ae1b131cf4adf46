import { PasswordInput, TextInput, type PasswordInputProps, type TextInputProps } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useText } from '#ui/texts.ts'

interface DoorFormProps {
  title: string
  text?: string
  children: ReactNode
  action: string
  busy: boolean
  message?: string | undefined
  after?: ReactNode
  onSubmit: (event: FormEvent) => void
}

/** One form of the door: heading, fields, one button. */
export function DoorForm({ title, text, children, action, busy, message, after, onSubmit }: DoorFormProps) {
  return (
    <form className="door-form" onSubmit={onSubmit}>
      <h1>{title}</h1>
      {text && <p className="door-text">{text}</p>}
      {message && (
        <p className="notice" role="alert">
          {message}
        </p>
      )}
      {children}
      <button type="submit" className="button primary" aria-busy={busy} disabled={busy}>
        {action}
      </button>
      {after}
    </form>
  )
}

/** A line of text in a form of the door. */
export function DoorField(props: TextInputProps) {
  return <TextInput withAsterisk={false} {...props} />
}

/** A password, with an eye to look at it. */
export function DoorPassword({ isNew = false, ...props }: PasswordInputProps & { isNew?: boolean }) {
  const t = useText()
  return (
    <PasswordInput
      withAsterisk={false}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      {...(isNew && { minLength: 8, description: t('door.password_rule') })}
      visibilityToggleButtonProps={{
        'aria-label': t('door.show_password'),
        tabIndex: 0,
        'aria-hidden': false,
      }}
      {...props}
    />
  )
}
