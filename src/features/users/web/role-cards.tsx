import { useText } from '#ui/texts.ts'
import type { User } from '../user.ts'

const roles = ['user', 'admin', 'guest'] as const

/** What somebody may, each role in a sentence. */
export function RoleCards({
  value,
  onChange,
}: {
  value: User['role']
  onChange: (role: User['role']) => void
}) {
  const t = useText()
  return (
    <fieldset className="radio-cards">
      <legend>{t('users.role')}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input
            type="radio"
            name="role"
            value={role}
            checked={value === role}
            onChange={() => onChange(role)}
          />
          <span>
            {t(`users.role.${role}`)}
            <small>{t(`users.role_text.${role}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
