import { useState } from 'react'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { Account, Discovered, ServerTrial } from '../../account.ts'
import { discover, tryAccount, trySettings, useAccountActs } from '../groupware-api.ts'
import { EMPTY, formOf, newOf, startOf, trialOf, withFound } from './access-form.ts'
import { AccessFields } from './access-fields.tsx'
import { ServerFields } from './server-fields.tsx'
import { BigWay, FirmWay, SignInWays } from './sign-in-ways.tsx'
import { TrialLines } from './trial-lines.tsx'

interface ConnectSheetProps {
  /** Given: its access is changed. */
  account?: Account
  onConnected: (account: Account) => void
  onClose: () => void
}

/** Connects an account: address and password, servers found or typed, tried before they are kept. */
export function ConnectSheet({ account, onConnected, onClose }: ConnectSheetProps) {
  const t = useText()
  const acts = useAccountActs()
  const [note, setNote] = useState<string>()
  const [suggested, setSuggested] = useState<Discovered['signIn']>(null)
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
  const start = startOf(values)
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
      setSuggested(found.signIn)
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
      {!account && <SignInWays start={start} suggested={suggested} />}
      <AccessFields form={form} isKnown={account !== undefined} />
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
      {suggested && <BigWay which={suggested} start={start} isSuggested />}
      {isOpen && <ServerFields values={values} fields={fields} onChange={set} />}
      {isOpen && !account && !suggested && <FirmWay start={start} />}
      {trial && <TrialLines servers={trial} />}
    </FormSheet>
  )
}
