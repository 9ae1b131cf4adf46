import { IconAlertTriangle, IconClock, IconMailCheck, IconMailOff } from '@tabler/icons-react'
import { formatMoment } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { LastMail } from '../../document-mail.ts'
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
    <p className={isTrouble ? 'mail-standing trouble' : 'mail-standing'} role="status">
      <Icon size={16} stroke={1.75} />
      <span>
        {words(mail, t)}
        {mail.error && <span className="muted">{mail.error.replace(/^Error: /, '')}</span>}
      </span>
    </p>
  )
}

function words({ state, to, at }: LastMail, t: Translate): string {
  const named = { to: to || t('invoices.mail.somebody'), at: formatMoment(at) }
  if (state === 'sent') return t('invoices.mail.sent', named)
  if (state === 'waiting') return t('invoices.mail.waiting', named)
  return t(state === 'failed' ? 'invoices.mail.failed' : 'invoices.mail.not_sent', named)
}
