import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { User } from '../user.ts'
import { GroupSheet } from './group-sheet.tsx'
import { groupsQuery, useRows, usersQuery, type Group } from './users-api.ts'

/** Groups: several users under one name, to be put on records together. */
export function GroupsPage() {
  const t = useText()
  const client = useQueryClient()
  const asked = useRows(groupsQuery)
  const { data: users = [] } = useQuery(usersQuery)
  const [open, setOpen] = useState<{ act: 'edit' | 'delete' | 'new'; group?: Group }>()
  const close = () => setOpen(undefined)
  const remove = async (group: Group) => {
    await call<void>('DELETE', `/groups/${group.id}`)
    for (const kind of ['group', 'user']) void client.invalidateQueries({ queryKey: [kind] })
    say(t('users.group_deleted', { name: group.name }))
  }
  const create = (
    <button type="button" className="button primary" onClick={() => setOpen({ act: 'new' })}>
      <IconPlus size={16} stroke={2} />
      {t('users.group_new')}
    </button>
  )
  return (
    <SettingsPage title={t('users.groups')} text={t('users.groups_text')} actions={create}>
      <Table
        {...asked}
        label={t('users.groups')}
        columns={columns(t, users, (act, group) => setOpen({ act, group }))}
        empty={{ title: t('users.groups_empty'), text: t('users.groups_empty_text') }}
      />
      {(open?.act === 'new' || open?.act === 'edit') && (
        <GroupSheet {...(open.group && { group: open.group })} users={users} onClose={close} />
      )}
      {open?.act === 'delete' && open.group && (
        <DeleteGroup group={open.group} onConfirm={remove} onClose={close} />
      )}
    </SettingsPage>
  )
}

function columns(
  t: Translate,
  users: User[],
  onAct: (act: 'edit' | 'delete', group: Group) => void,
): TableColumn<Group>[] {
  return [
    { id: 'name', title: 'users.name', wraps: true, draw: ({ name }) => name },
    { id: 'members', title: 'users.members', wraps: true, draw: (group) => names(group, users) },
    {
      id: 'menu',
      draw: (group) => (
        <LineMenu
          name={group.name}
          items={[
            {
              id: 'edit',
              label: t('settings.edit'),
              icon: IconPencil,
              run: () => onAct('edit', group),
            },
            {
              id: 'delete',
              label: t('settings.delete'),
              icon: IconTrash,
              danger: true,
              run: () => onAct('delete', group),
            },
          ]}
        />
      ),
    },
  ]
}

interface DeleteGroupProps {
  group: Group
  onConfirm: (group: Group) => Promise<void>
  onClose: () => void
}

function DeleteGroup({ group, onConfirm, onClose }: DeleteGroupProps) {
  const t = useText()
  return (
    <ConfirmSheet
      danger
      title={t('users.group_delete_title', { name: group.name })}
      text={t('users.group_delete_text')}
      action={t('settings.delete')}
      onConfirm={() => onConfirm(group)}
      onClose={onClose}
    />
  )
}

function names(group: Group, users: User[]): string {
  return users
    .filter((user) => group.members.includes(user.id))
    .map((user) => user.name)
    .join(', ')
}
