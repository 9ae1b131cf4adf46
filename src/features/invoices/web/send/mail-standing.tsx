import { IconAlertTriangle, IconClock, IconMailCheck, IconMailOff, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { faultWords } from '#features/mails/web/fault-words.ts'
import { formatMoment } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { LastMail } from '../../document-mail.ts'
import { useSend } from './send-api.ts'
import './send.css'

const LOOKS = {
  waiting: IconClock,
  sent: IconMailCheck,
  failed: IconAlertTriangle,
  'not sent': IconMailOff,
} as const

/** How the last mail with a document stands: sent, waiting, or why it did not go out. */
export function MailStanding({ mail }: { mail: LastMail }) {
  const t = useText()
  const Icon = LOOKS[mail.state]
  const isTrouble = mail.state === 'failed' || mail.state === 'not sent'
  return (
    <div className={isTrouble ? 'mail-standing trouble' : 'mail-standing'} role="status">
      <Icon size={16} stroke={1.75} />
      <div>
        {words(mail, t)}
        {mail.fault !== null && <span className="muted">{faultWords(t, mail.fault)}</span>}
        {mail.error && <span className="muted">{mail.error.replace(/^Error: /, '')}</span>}
        {mail.state === 'failed' && mail.entryId !== null && <Again entryId={mail.entryId} />}
      </div>
    </div>
  )
}

/** The outbox tries by itself; an account is tried again when somebody wants it. */
function Again({ entryId }: { entryId: string }) {
  const t = useText()
  const { sendAgain } = useSend()
  const [busy, setBusy] = useState(false)
  const again = () => {
    setBusy(true)
    sendAgain(entryId)
      .catch(complain)
      .finally(() => setBusy(false))
  }
  return (
    <button type="button" className="button small" disabled={busy} onClick={again}>
      <IconRefresh size={14} stroke={1.75} />
      <span>{t('mail.again')}</span>
    </button>
  )
}

function words({ state, to, at }: LastMail, t: Translate): string {
  const named = { to: to || t('invoices.mail.somebody'), at: formatMoment(at) }
  if (state === 'sent') return t('invoices.mail.sent', named)
  if (state === 'waiting') return t('invoices.mail.waiting', named)
  return t(state === 'failed' ? 'invoices.mail.failed' : 'invoices.mail.not_sent', named)
}
