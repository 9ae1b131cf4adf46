import type { useEventWords } from '../event-api.ts'

type Known = ReturnType<typeof useEventWords>

/** Who can be responsible. */
export function ownerChoices({ users }: Pick<Known, 'users'>, chosen?: string) {
  return users
    .filter((user) => (user.active && user.role !== 'guest') || user.id === chosen)
    .map(({ id, name }) => ({ value: id, label: name }))
}

/** Who can be put on the list of one: users who are no guests, and groups. */
export function accessChoices({ users, groups }: Pick<Known, 'users' | 'groups'>) {
  return [...ownerChoices({ users }), ...groups.map(({ id, name }) => ({ value: id, label: name }))]
}
