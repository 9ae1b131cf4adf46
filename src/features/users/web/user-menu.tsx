import {
  IconLogout,
  IconMail,
  IconPencil,
  IconTransfer,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react'
import { call } from '#features/settings/web/call.ts'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { useUser } from '#ui/api/session.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { User } from '../user.ts'
import { useChangeUser } from './users-api.ts'

/** What opens a sheet of its own; everything else happens at once. */
export type UserAction = 'edit' | 'leave' | 'hand-over'

/** Everything that can be done with a user. */
export function UserMenu({ user, onAct }: { user: User; onAct: (action: UserAction) => void }) {
  const t = useText()
  const me = useUser()
  const change = useChangeUser()
  const { name } = user
  const invite = async () => {
    await call<void>('POST', `/users/${user.id}/invitation`)
    say(t('users.invited', { name }))
  }
  const signOut = async () => {
    await call<void>('DELETE', `/users/${user.id}/sessions`)
    say(t('users.signed_out', { name }))
  }
  const comeBack = async () => {
    const after = await change(user, { active: true }, user.version)
    const label = t('users.came_back', { name })
    did({ label, undo: () => change(user, { active: false }, after.version) })
  }
  const edit: MenuItem = {
    id: 'edit',
    label: t('settings.edit'),
    icon: IconPencil,
    run: () => onAct('edit'),
  }
  const line = { id: 'line', divider: true } as const
  const handOver: MenuItem = {
    id: 'hand-over',
    label: t('users.hand_over'),
    icon: IconTransfer,
    run: () => onAct('hand-over'),
  }
  if (!user.active) {
    const run = () => void comeBack().catch(complain)
    const back = { id: 'back', label: t('users.come_back'), icon: IconUserCheck, run }
    return <LineMenu name={name} items={[back, handOver, edit]} />
  }
  const items: MenuItem[] = [
    edit,
    ...(user.invited
      ? [
          {
            id: 'invite',
            label: t('users.invite_again'),
            icon: IconMail,
            run: () => void invite().catch(complain),
          },
        ]
      : []),
    {
      id: 'out',
      label: t('user.sign_out_everywhere'),
      icon: IconLogout,
      run: () => void signOut().catch(complain),
    },
    line,
    handOver,
    {
      id: 'leave',
      label: t('users.leave'),
      icon: IconUserOff,
      danger: true,
      disabled: user.id === me.id,
      run: () => onAct('leave'),
    },
  ]
  return <LineMenu name={name} items={items} />
}
