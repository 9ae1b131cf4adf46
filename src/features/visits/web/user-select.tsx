import { useQuery } from '@tanstack/react-query'
import { usersQuery } from '#features/contacts/web/contact-api.ts'

interface UserSelectProps {
  id?: string
  value: string | null
  onChange: (id: string) => void
  /** The first line, where nobody may be chosen. */
  none?: string
  autoFocus?: boolean
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  disabled?: boolean
  onBlur?: () => void
  onKeyDown?: (event: React.KeyboardEvent) => void
}

/** Who visits: the users who can, in order of name. */
export function UserSelect({ value, onChange, none, ...rest }: UserSelectProps) {
  const users = useVisitors()
  return (
    <select
      className="field"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    >
      {none !== undefined && <option value="">{none}</option>}
      {users
        .filter((user) => user.active || user.id === value)
        .map((user) => (
          <option key={user.id} value={user.id}>
            {user.name}
          </option>
        ))}
    </select>
  )
}

/** Users who may be sent to customers; guests only read. */
export function useVisitors() {
  const { data = [] } = useQuery(usersQuery)
  return data.filter((user) => !('role' in user) || user.role !== 'guest')
}

/** The name of a user; a dash for who is gone. */
export function useUserName(): (id: string) => string {
  const { data = [] } = useQuery(usersQuery)
  return (id) => data.find((user) => user.id === id)?.name ?? '–'
}
