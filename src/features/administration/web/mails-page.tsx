import { IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { OutgoingMail } from '../outgoing-mail.ts'

const states = {
  waiting: { text: 'mails.waiting', tone: 'blue' },
  sent: { text: 'mails.sent', tone: 'green' },
  failed: { text: 'mails.failed', tone: 'red' },
  'not sent': { text: 'mails.not_sent', tone: 'amber' },
} as const

/** What Kontor mails: what went out, what waits, what did not arrive and why. */
export function MailsPage() {
  const t = useText()
  const asked = usePages<OutgoingMail>('mail', '/mails')
  return (
    <SettingsPage wide title={t('mails')} text={t('mails.text')}>
      <Table
        {...asked}
        label={t('mails')}
        columns={columns}
        empty={{ title: t('mails.none'), text: t('mails.none_text') }}
      />
    </SettingsPage>
  )
}

const columns: TableColumn<OutgoingMail>[] = [
  { id: 'subject', title: 'mails.subject', wraps: true, draw: (mail) => <Subject mail={mail} /> },
  { id: 'state', title: 'mails.state', draw: ({ state }) => <State state={state} /> },
  { id: 'at', title: 'mails.at', draw: (mail) => <Moment mail={mail} /> },
  { id: 'retry', draw: (mail) => <Retry mail={mail} /> },
]

function Subject({ mail: { subject, recipient, error } }: { mail: OutgoingMail }) {
  return (
    <>
      {subject}
      <span className="second">{recipient}</span>
      {error && <span className="second warns">{error}</span>}
    </>
  )
}

function State({ state }: { state: OutgoingMail['state'] }) {
  const t = useText()
  const { text, tone } = states[state]
  return <span className={`badge ${tone}`}>{t(text)}</span>
}

function Moment({ mail: { createdAt, sentAt } }: { mail: OutgoingMail }) {
  const at = sentAt ?? createdAt
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatMoment(at)}
    </time>
  )
}

function Retry({ mail }: { mail: OutgoingMail }) {
  const t = useText()
  const client = useQueryClient()
  if (mail.state !== 'failed' && mail.state !== 'not sent') return null
  const retry = async () => {
    await call('POST', `/mails/${mail.id}/retry`)
    await client.invalidateQueries({ queryKey: ['mail'] })
    say(t('mails.retried'))
  }
  return (
    <button type="button" className="button small" onClick={() => void retry().catch(complain)}>
      <IconRefresh size={16} stroke={1.75} />
      {t('mails.retry')}
      <span className="sr-only">: {mail.subject}</span>
    </button>
  )
}
