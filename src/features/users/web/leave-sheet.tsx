import { NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { User } from '../user.ts'
import { useChangeUser, usersQuery } from './users-api.ts'

interface LeaveSheetProps {
  user: User
  /** Whether the user is deactivated as well, or only hands over. */
  leaves: boolean
  onClose: () => void
}

/** Somebody leaves: who looks after their contacts from now on? */
export function LeaveSheet({ user, leaves, onClose }: LeaveSheetProps) {
  const t = useText()
  const client = useQueryClient()
  const change = useChangeUser()
  const { data: users = [] } = useQuery(usersQuery)
  const others = users.filter((other) => other.active && other.role !== 'guest' && other.id !== user.id)
  const { name } = user
  const send = async ({ to }: { to: string }) => {
    if (to) {
      await call('POST', `/users/${user.id}/hand-over`, { body: { to } })
      void client.invalidateQueries({ queryKey: ['job'] })
      if (!leaves) say(t('users.hand_over_runs'))
    }
    if (!leaves) return
    const { version } = await change(user, { active: false }, user.version)
    did({ label: t('users.left', { name }), undo: () => change(user, { active: true }, version) })
  }
  const form = useForm({ to: '' }, send, onClose)
  const nobody = { value: '', label: t(leaves ? 'users.hand_over_nobody' : 'users.hand_over_choose') }
  return (
    <FormSheet
      title={t(leaves ? 'users.leave_title' : 'users.hand_over_title', { name })}
      dirty={false}
      busy={form.busy || (!leaves && !form.values.to)}
      problem={form.problem}
      action={t(leaves ? 'users.leave' : 'users.hand_over_action')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {leaves && <p>{t('users.leave_text', { name })}</p>}
      <NativeSelect
        label={t('users.hand_over_to')}
        description={t('users.hand_over_hint')}
        value={form.values.to}
        error={form.fields['to']}
        data={[nobody, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => form.set({ to: event.currentTarget.value })}
      />
    </FormSheet>
  )
}
