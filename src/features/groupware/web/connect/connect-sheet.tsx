import { PasswordInput, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from '#features/settings/web/use-form.ts'
import { groupsQuery, useRows } from '#features/users/web/users-api.ts'
import { useUser } from '#ui/api/session.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { Account, ServerTrial } from '../../account.ts'
import { discover, tryAccount, trySettings, useAccountActs } from '../groupware-api.ts'
import { EMPTY, formOf, newOf, trialOf, withFound } from './access-form.ts'
import { MicrosoftWay } from './microsoft-way.tsx'
import { ServerFields } from './server-fields.tsx'
import { TrialLines } from './trial-lines.tsx'

/** Hints stand below, so that inputs beside each other stand in one line. */
const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

interface ConnectSheetProps {
  /** Given: its access is changed. */
  account?: Account
  onConnected: (account: Account) => void
  onClose: () => void
}

/** Connects an account: address and password, servers found or typed, tried before they are kept. */
export function ConnectSheet({ account, onConnected, onClose }: ConnectSheetProps) {
  const t = useText()
  const { id: me } = useUser()
  const { rows: allGroups = [] } = useRows(groupsQuery)
  const groups = allGroups.filter(({ members }) => members.includes(me))
  const acts = useAccountActs()
  const [note, setNote] = useState<string>()
  const [trial, setTrial] = useState<ServerTrial[]>()
  const [busy, setBusy] = useState<'finding' | 'trying'>()
  const [isOpen, setOpen] = useState(account !== undefined)
  const form = useForm(
    account ? formOf(account) : EMPTY,
    async (values) => {
      const { kind: _kind, password, ...access } = trialOf(values)
      const saved = account
        ? await acts.change(account, { ...access, name: values.name, ...(password && { password }) })
        : await acts.create(newOf(values))
      say(t('groupware.connected', { name: saved.name }))
      onConnected(saved)
    },
    onClose,
  )
  const { values, fields, set } = form
  const during = async (what: 'finding' | 'trying', work: () => Promise<void>) => {
    setBusy(what)
    await work().catch(complain)
    setBusy(undefined)
  }
  const find = () =>
    during('finding', async () => {
      const found = await discover(values.address.trim())
      set(withFound(values, found))
      setOpen(true)
      const any = found.imap ?? found.caldav ?? found.carddav
      setNote(
        found.provider
          ? t('groupware.found', { provider: found.provider })
          : t(any ? 'groupware.found_some' : 'groupware.found_none'),
      )
    })
  const check = () =>
    during('trying', async () => {
      const isKept = account !== undefined && values.password === '' && !form.dirty
      setTrial(isKept ? await tryAccount(account) : await trySettings(trialOf(values)))
    })
  return (
    <FormSheet
      {...form.sheet}
      wide
      title={t(account ? 'groupware.edit' : 'groupware.connect')}
      action={t(account ? 'groupware.save_change' : 'groupware.save')}
      more={
        <button
          type="button"
          className="button"
          disabled={busy !== undefined || !isOpen}
          onClick={() => void check()}
        >
          {t(busy === 'trying' ? 'groupware.trying' : 'groupware.try')}
        </button>
      }
      onClose={onClose}
    >
      {!account && <MicrosoftWay />}
      <div className="access-fields">
        <TextInput
          label={t('groupware.address')}
          type="email"
          autoComplete="email"
          data-autofocus
          {...form.typed('address')}
        />
        <PasswordInput
          label={t('groupware.password')}
          description={t(account ? 'groupware.password_kept' : 'groupware.password_hint')}
          autoComplete="off"
          inputWrapperOrder={BELOW}
          visibilityToggleButtonProps={{
            'aria-label': t('door.show_password'),
            tabIndex: 0,
            'aria-hidden': false,
          }}
          {...form.typed('password')}
        />
        <TextInput
          label={t('groupware.user_name')}
          description={t('groupware.user_name_hint')}
          autoComplete="off"
          inputWrapperOrder={BELOW}
          {...form.typed('userName')}
        />
        <TextInput label={t('groupware.account_name')} placeholder={values.address} {...form.typed('name')} />
        {!account && groups.length > 0 && (
          <NativeSelect
            label={t('groupware.owner')}
            data={[
              { value: '', label: t('groupware.owner.me') },
              ...groups.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={values.ownerId}
            error={fields['ownerId']}
            onChange={(event) => set({ ownerId: event.currentTarget.value })}
          />
        )}
      </div>
      <div className="find-line">
        <button
          type="button"
          className="button"
          disabled={busy !== undefined || !values.address.includes('@')}
          onClick={() => void find()}
        >
          {t(busy === 'finding' ? 'groupware.finding' : 'groupware.find')}
        </button>
        {!isOpen && (
          <button type="button" className="button ghost" onClick={() => setOpen(true)}>
            {t('groupware.by_hand')}
          </button>
        )}
        <span role="status">{note}</span>
      </div>
      {isOpen && <ServerFields values={values} fields={fields} onChange={set} />}
      {trial && <TrialLines servers={trial} />}
    </FormSheet>
  )
}
