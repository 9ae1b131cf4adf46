import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from '#features/settings/web/use-form.ts'
import { groupsQuery, useRows, usersQuery } from '#features/users/web/users-api.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { ServerTrial } from '../../account.ts'
import { tryAccount, useAccountActs } from '../groupware-api.ts'

const EMPTY = { mailbox: '', ownerId: '' }

/** Connects a mailbox of Microsoft 365 that nobody signs in to. */
export function FirmMailbox() {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="firm-mailbox">
      <span className="edit-hint">{t('groupware.firm.mailbox_text')}</span>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('groupware.firm.mailbox')}
      </button>
      {isOpen && <MailboxSheet onClose={() => setOpen(false)} />}
    </div>
  )
}

function MailboxSheet({ onClose }: { onClose: () => void }) {
  const t = useText()
  const connect = useConnect()
  const owners = useOwners()
  const form = useForm(EMPTY, connect, onClose)
  return (
    <FormSheet
      {...form.sheet}
      title={t('groupware.firm.mailbox')}
      action={t('groupware.save')}
      onClose={onClose}
    >
      <TextInput
        label={t('groupware.firm.mailbox_address')}
        type="email"
        autoComplete="off"
        data-autofocus
        {...form.typed('mailbox')}
      />
      <NativeSelect
        label={t('groupware.owner')}
        description={t('groupware.firm.mailbox_owner')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[{ value: '', label: t('groupware.firm.mailbox_choose') }, ...owners]}
        value={form.values.ownerId}
        error={form.fields['ownerId']}
        onChange={(event) => form.set({ ownerId: event.currentTarget.value })}
      />
    </FormSheet>
  )
}

/** Users and groups; guests have no groupware. */
function useOwners() {
  const t = useText()
  const { rows: users = [] } = useRows(usersQuery)
  const { rows: groups = [] } = useRows(groupsQuery)
  const lines = (all: { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }))
  return [
    {
      group: t('groupware.firm.people'),
      items: lines(users.filter(({ active, role }) => active && role !== 'guest')),
    },
    { group: t('groupware.firm.groups'), items: lines(groups) },
  ].filter(({ items }) => items.length > 0)
}

/** Only what opens is kept: what Microsoft refuses is disconnected again, and it is said why. */
function useConnect() {
  const t = useText()
  const acts = useAccountActs()
  return async ({ mailbox, ownerId }: typeof EMPTY) => {
    const account = await acts.create({ kind: 'graph', mailbox: mailbox.trim(), ownerId })
    const forget = () => acts.disconnect(account, 'keep')
    const servers = await tryAccount(account).catch(async (error: unknown) => {
      await forget()
      throw error
    })
    const refused = servers.find(({ reason }) => reason !== null)
    if (refused) {
      await forget()
      throw new Error(t(whyRefused(refused.reason)))
    }
    say(t('groupware.connected', { name: account.name }))
  }
}

/** Nobody signs in here, so what is wrong lies in what the firm has set up. */
function whyRefused(reason: ServerTrial['reason']) {
  if (reason === 'sign-in-again') return 'groupware.firm.mailbox_no_entry'
  if (reason === 'not-allowed') return 'groupware.firm.mailbox_not_allowed'
  if (reason === 'no-service') return 'groupware.firm.mailbox_unknown'
  return `groupware.reason.${reason ?? 'other'}` as const
}
