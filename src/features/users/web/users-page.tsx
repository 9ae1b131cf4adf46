import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { Face } from '#ui/face.tsx'
import { formatExact, formatRelative } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { User } from '../user.ts'
import { LeaveSheet } from './leave-sheet.tsx'
import { UserMenu, type UserAction } from './user-menu.tsx'
import { UserSheet } from './user-sheet.tsx'
import { groupsQuery, useRows, usersQuery, type Group } from './users-api.ts'

/** Who has a seat: invite, change, let go. */
export function UsersPage() {
  const t = useText()
  const asked = useRows(usersQuery)
  const { data: groups = [] } = useQuery(groupsQuery)
  const [open, setOpen] = useState<{ action: UserAction | 'new'; user?: User }>()
  const close = () => setOpen(undefined)
  const rows = asked.rows?.toSorted((a, b) => Number(b.active) - Number(a.active))
  const invite = (
    <button type="button" className="button primary" onClick={() => setOpen({ action: 'new' })}>
      <IconUserPlus size={16} stroke={1.75} />
      {t('users.invite')}
    </button>
  )
  return (
    <SettingsPage wide title={t('users')} text={t('users.users_text')} actions={invite}>
      <Table
        {...asked}
        rows={rows}
        label={t('users')}
        columns={columns(t, groups, (action, user) => setOpen({ action, user }))}
        empty={{ title: t('users') }}
      />
      {open?.action === 'new' && <UserSheet onClose={close} />}
      {open?.user && open.action === 'edit' && <UserSheet user={open.user} onClose={close} />}
      {open?.user && (open.action === 'leave' || open.action === 'hand-over') && (
        <LeaveSheet user={open.user} leaves={open.action === 'leave'} onClose={close} />
      )}
    </SettingsPage>
  )
}

function columns(
  t: Translate,
  groups: Group[],
  onAct: (action: UserAction, user: User) => void,
): TableColumn<User>[] {
  return [
    { id: 'name', title: 'users.name', wraps: true, draw: (user) => <Named user={user} /> },
    { id: 'role', title: 'users.role', draw: ({ role }) => t(`users.role.${role}`) },
    {
      id: 'groups',
      title: 'users.groups',
      wraps: true,
      draw: (user) =>
        groups
          .filter((group) => user.groups.includes(group.id))
          .map((group) => group.name)
          .join(', '),
    },
    {
      id: 'seen',
      title: 'users.seen',
      draw: ({ lastSeenAt }) =>
        lastSeenAt ? (
          <span title={formatExact(lastSeenAt)}>{formatRelative(lastSeenAt)}</span>
        ) : (
          <span className="muted">{t('users.not_yet')}</span>
        ),
    },
    { id: 'state', title: 'users.state', draw: (user) => <State user={user} /> },
    { id: 'menu', draw: (user) => <UserMenu user={user} onAct={(action) => onAct(action, user)} /> },
  ]
}

function Named({ user }: { user: User }) {
  return (
    <span className="with-face">
      <Face name={user.name} />
      <span>
        {user.name}
        <span className="second">{user.email}</span>
      </span>
    </span>
  )
}

function State({ user }: { user: User }) {
  const t = useText()
  if (!user.active) return <span className="badge">{t('users.state.left')}</span>
  if (user.invited) return <span className="badge amber">{t('users.state.invited')}</span>
  return <span className="badge green">{t('users.state.active')}</span>
}
