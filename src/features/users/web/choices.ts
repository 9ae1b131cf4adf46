/** Users and groups, as far as a choice of people needs them. */
export interface Known {
  users: readonly { id: string; name: string; active: boolean; role: string }[]
  groups: readonly { id: string; name: string }[]
}

const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })

/** Who can be responsible; who is so already stays to choose. */
export function ownerChoices({ users }: Pick<Known, 'users'>, chosen?: string) {
  return users.filter((user) => (user.active && user.role !== 'guest') || user.id === chosen).map(choice)
}

/** Who can be put on the list of a record: users who are no guests, and groups. */
export function accessChoices({ users, groups }: Known) {
  return [...ownerChoices({ users }), ...groups.map(choice)]
}
