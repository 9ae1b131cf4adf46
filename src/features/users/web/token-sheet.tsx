import { NativeSelect, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { tokenShown } from '../user.ts'

const DAY = 86_400_000
const spans = ['30', '90', '365', 'never'] as const

interface TokenSheetProps {
  onCreated: () => Promise<unknown>
  onClose: () => void
}

/** Makes a token and shows its secret, this once. */
export function TokenSheet({ onCreated, onClose }: TokenSheetProps) {
  const t = useText()
  const [made, setMade] = useState<z.infer<typeof tokenShown>>()
  const send = async ({ name, span }: { name: string; span: string }) => {
    const expiresAt = span === 'never' ? null : new Date(Date.now() + Number(span) * DAY).toISOString()
    setMade(await call('POST', '/tokens', { body: { name, expiresAt } }))
    await onCreated()
  }
  const form = useForm({ name: '', span: '90' }, send, () => undefined)
  if (made) return <Secret secret={made.token} onClose={onClose} />
  return (
    <FormSheet
      title={t('users.token_new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('users.token_create')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextInput
        autoFocus
        label={t('users.token_name')}
        description={t('users.token_name_hint')}
        value={form.values.name}
        error={form.fields['name']}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('users.token_expires')}
        value={form.values.span}
        error={form.fields['expiresAt']}
        data={spans.map((value) => ({ value, label: t(`users.span.${value}`) }))}
        onChange={(event) => form.set({ span: event.currentTarget.value })}
      />
    </FormSheet>
  )
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const Icon = copied ? IconCheck : IconCopy
  const copy = () => navigator.clipboard.writeText(secret).then(() => setCopied(true))
  return (
    <Sheet title={t('users.token_made')} onClose={onClose}>
      <div className="sheet-body form">
        <p>{t('users.token_once')}</p>
        <p className="secret">
          <code>{secret}</code>
          <button type="button" className="button" autoFocus onClick={() => void copy()}>
            <Icon size={16} stroke={1.75} />
            <span role="status">{t(copied ? 'users.copied' : 'users.copy')}</span>
          </button>
        </p>
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button primary" onClick={onClose}>
          {t('users.token_kept')}
        </button>
      </footer>
    </Sheet>
  )
}
