import { IconArrowRight, IconEyeOff, IconPaperclip, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openContactForm } from '#features/contacts/web/form/dialogs.ts'
import { SubjectPicker } from '#features/subjects/web/subject-picker.tsx'
import { ABOUT_KINDS, type AboutRecord } from '#features/subjects/subject.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { WaitingMail } from '../../mail.ts'
import { useMailActs, waitingTextQuery } from '../mails-api.ts'

/** One mail, and the ways to say what it is about. */
export function WaitingLine({ mail }: { mail: WaitingMail }) {
  const t = useText()
  const acts = useMailActs()
  const [open, setOpen] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [busy, setBusy] = useState(false)
  const subject = mail.subject || t('mail.no_subject')
  const other = mail.direction === 'in' ? mail.from : (mail.to[0] ?? null)
  const assign = async (about: AboutRecord) => {
    setBusy(true)
    await acts.assign(mail, [about]).then(() => say(t('mail.assigned', { name: about.title })), complain)
    setBusy(false)
  }
  const create = async () => {
    const made = await openContactForm({ kind: 'person', preset: presetOf(other) })
    if (made) await assign({ kind: 'contact', id: made.id, title: made.displayName })
  }
  const ignore = () =>
    acts.ignore(mail).then(() => did({ label: t('mail.ignored'), undo: () => acts.restore(mail) }), complain)
  return (
    <li className="inbox-mail" aria-label={subject}>
      <p className="inbox-head">
        <strong className="grow cut">{subject}</strong>
        {mail.hasAttachments && (
          <IconPaperclip size={14} stroke={1.75} role="img" aria-label={t('mail.has_files')} />
        )}
        <time className="muted num" dateTime={mail.sentAt} title={formatExact(mail.sentAt)}>
          {formatMoment(mail.sentAt)}
        </time>
      </p>
      <p className="inbox-head muted">
        {mail.from?.name || mail.from?.email || '–'}
        {mail.from?.name && <span>{mail.from.email}</span>}
        <IconArrowRight size={14} stroke={1.75} role="img" aria-label={t('mail.to')} />
        {mail.accountName}
      </p>
      {open && <WaitingText id={mail.id} />}
      {choosing && (
        <SubjectPicker
          autoFocus
          label={t('mail.assign_to')}
          kinds={ABOUT_KINDS}
          value={[]}
          onChange={([about]) => about && void assign(about)}
        />
      )}
      <div className="inbox-acts">
        {mail.contacts.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="button small primary"
            disabled={busy}
            onClick={() => void assign({ kind: 'contact', id, title: name })}
          >
            {name}
          </button>
        ))}
        <button
          type="button"
          className="button small"
          aria-expanded={choosing}
          disabled={busy}
          onClick={() => setChoosing(!choosing)}
        >
          {t('mail.assign')}
        </button>
        <button type="button" className="button small" disabled={busy} onClick={() => void create()}>
          <IconUserPlus size={14} stroke={1.75} />
          {t('mail.new_contact')}
        </button>
        <button
          type="button"
          className="button small ghost"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'mail.unread' : 'mail.read')}
        </button>
        <button type="button" className="button small ghost" disabled={busy} onClick={() => void ignore()}>
          <IconEyeOff size={14} stroke={1.75} />
          {t('mail.ignore')}
        </button>
      </div>
    </li>
  )
}

/** The text, fetched from the mailbox when somebody reads it. */
function WaitingText({ id }: { id: string }) {
  const t = useText()
  const { data, error } = useQuery(waitingTextQuery(id))
  if (error) return <p className="notice">{error.message}</p>
  return (
    <p className="inbox-text" aria-busy={!data}>
      {data ? data.text || t('mail.no_text') : '…'}
    </p>
  )
}

/** A new contact begins with what the mail says of its sender. */
function presetOf(person: WaitingMail['from']) {
  if (!person) return {}
  const words = person.name.split(' ').filter(Boolean)
  const lastName = words.at(-1) ?? ''
  const details = [{ kind: 'email' as const, category: 'work' as const, value: person.email, primary: true }]
  return { ...(lastName && { lastName, firstName: words.slice(0, -1).join(' ') }), details }
}
