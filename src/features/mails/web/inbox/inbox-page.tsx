import { IconInbox, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { ListError } from '#ui/list/list-states.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { useMailActs, waitingQuery } from '../mails-api.ts'
import { complain, say } from '#ui/undo.ts'
import { WaitingLine } from './waiting-line.tsx'
import '../mails.css'

/** Mails of own mailboxes and those of own groups of which nobody knows what they are about. */
export function InboxPage() {
  const t = useText()
  const isGuest = useUser().role === 'guest'
  return (
    <div className="inbox">
      <header className="inbox-title">
        <h1>{t('mail.inbox')}</h1>
        {!isGuest && <FetchButton />}
      </header>
      <p>{t(isGuest ? 'mail.inbox.guest' : 'mail.inbox.text')}</p>
      {!isGuest && <WaitingList />}
    </div>
  )
}

function WaitingList() {
  const t = useText()
  const { data, error, refetch, isPending } = useQuery(waitingQuery)
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (isPending) return <div className="late" role="status" aria-label={t('list.loading')} />
  if (data.items.length === 0)
    return (
      <div className="empty">
        <IconInbox size={32} stroke={1.25} />
        <p>{t('mail.inbox.empty')}</p>
        <p className="muted">
          {t('mail.inbox.empty_text')} <Link to="/settings/groupware">{t('mail.inbox.accounts')}</Link>
        </p>
      </div>
    )
  return (
    <>
      <p className="muted" role="status">
        {t('mail.inbox.count', { count: data.total })}
      </p>
      <ul className="inbox-list">
        {data.items.map((mail) => (
          <WaitingLine key={mail.id} mail={mail} />
        ))}
      </ul>
    </>
  )
}

function FetchButton() {
  const t = useText()
  const acts = useMailActs()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    await acts.fetch().then(() => say(t('mail.fetching')), complain)
    setBusy(false)
  }
  return (
    <button type="button" className="button" disabled={busy} onClick={() => void run()}>
      <IconRefresh size={16} stroke={1.75} />
      {t('mail.fetch')}
    </button>
  )
}
