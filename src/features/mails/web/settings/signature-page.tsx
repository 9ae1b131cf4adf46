import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { useChangeOwn } from '#features/users/web/users-api.ts'
import { useText } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import { sendersQuery } from '../mails-api.ts'
import '../mails.css'

/** How one's own mails end. */
export function SignaturePage() {
  const t = useText()
  const { data } = useQuery(sendersQuery)
  return (
    <SettingsPage title={t('signature')} text={t('signature.text')}>
      {data ? <SignatureForm signature={data.signature} /> : <Waiting lines={4} />}
    </SettingsPage>
  )
}

function SignatureForm({ signature }: { signature: string }) {
  const t = useText()
  const change = useChangeOwn()
  const client = useQueryClient()
  const [typed, setTyped] = useState(signature)
  const [busy, setBusy] = useState(false)
  const keep = async (mailSignature: string) => {
    await change({ preferences: { mailSignature } })
    await client.invalidateQueries({ queryKey: sendersQuery.queryKey })
  }
  const save = async () => {
    setBusy(true)
    try {
      await keep(typed.trimEnd())
      did({ label: t('signature.saved'), undo: () => keep(signature).then(() => setTyped(signature)) })
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        className="field signature-field"
        aria-label={t('signature')}
        maxLength={5000}
        placeholder={t('signature.example')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p>
        <button type="submit" className="button primary" disabled={busy || typed.trimEnd() === signature}>
          {t('settings.save')}
        </button>
      </p>
    </form>
  )
}
