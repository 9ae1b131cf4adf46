import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { User } from '../user.ts'
import type { Group } from './users-api.ts'

interface GroupSheetProps {
  group?: Group
  users: User[]
  onClose: () => void
}

interface Values {
  name: string
  members: string[]
}

/** A new group, or another name and other members for one. */
export function GroupSheet({ group, users, onClose }: GroupSheetProps) {
  const t = useText()
  const client = useQueryClient()
  const refresh = () => {
    for (const kind of ['group', 'user']) void client.invalidateQueries({ queryKey: [kind] })
  }
  const write = async (body: Values, version: number) => {
    const after = await call<Group>('PATCH', `/groups/${group?.id}`, { body, version })
    refresh()
    return after
  }
  const send = async (values: Values) => {
    if (!group) {
      await call('POST', '/groups', { body: values })
      return refresh()
    }
    const { version } = await write(values, group.version)
    const before = { name: group.name, members: group.members }
    return did({ label: t('users.group_changed', { name: values.name }), undo: () => write(before, version) })
  }
  const form = useForm<Values>({ name: group?.name ?? '', members: group?.members ?? [] }, send, onClose)
  const { values, set } = form
  const toggle = (id: string, on: boolean) =>
    set({ members: on ? [...values.members, id] : values.members.filter((other) => other !== id) })
  const offered = users.filter((user) => user.active || values.members.includes(user.id))
  return (
    <FormSheet
      {...form.sheet}
      title={group ? t('users.edit_title', { name: group.name }) : t('users.group_new')}
      action={t(group ? 'settings.save' : 'users.group_create')}
    >
      <TextInput
        autoFocus
        label={t('users.group_name')}
        value={values.name}
        error={form.fields['name']}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <fieldset className="radio-cards">
        <legend>{t('users.members')}</legend>
        {offered.map((user) => (
          <label key={user.id}>
            <input
              type="checkbox"
              className="check"
              checked={values.members.includes(user.id)}
              onChange={(event) => toggle(user.id, event.target.checked)}
            />
            <span>
              {user.name}
              <small>{user.email}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </FormSheet>
  )
}
