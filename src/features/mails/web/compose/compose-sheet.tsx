import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { HistoryItem } from '#features/history/history.ts'
import { useAttachments } from '#features/history/web/use-attachments.ts'
import { namesOf } from '#features/history/web/history-api.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { ABOUT_KINDS, type AboutRecord } from '#features/subjects/subject.ts'
import type { Contact } from '#features/contacts/contact.ts'
import { checkEmail } from '#kernel/email.ts'
import { formatExact } from '#ui/format.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { ListError } from '#ui/list/list-states.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useLanguage, useText, type Translate } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { personOf } from '../../address-line.ts'
import type { MailSender } from '../../mail.ts'
import { sendersQuery, useMailActs } from '../mails-api.ts'
import { ComposeFields } from './compose-fields.tsx'
import { ComposeFiles } from './compose-files.tsx'
import { FIRM, firstDraft, type MailDraft } from './first-draft.ts'
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts'
import { linesOf, useKnownPeople } from './known-people.ts'
import '../mails.css'

interface ComposeProps {
  about: AboutRecord
  also?: readonly AboutRecord[]
  answers?: HistoryItem
  /** True: it is on its way. */
  onDone: (sent: boolean) => void
}

/** Writes a mail about a record; what is written stays until it is sent or given up. */
export function ComposeSheet({ about, also = none, answers, onDone }: ComposeProps) {
  const t = useText()
  const senders = useQuery(sendersQuery)
  const { contacts, ready } = useKnownPeople(about, also)
  if (senders.data && ready) {
    return (
      <ComposeForm
        {...{ about, also, answers, contacts, onDone, ...senders.data }}
        senders={senders.data.items}
      />
    )
  }
  return (
    <Sheet title={t('mail.write')} onClose={() => onDone(false)} wide>
      <div className="sheet-body">
        {senders.error && <ListError error={senders.error} onRetry={() => void senders.refetch()} />}
      </div>
    </Sheet>
  )
}

const none: AboutRecord[] = []

interface FormProps extends Omit<ComposeProps, 'answers'> {
  also: readonly AboutRecord[]
  answers: HistoryItem | undefined
  contacts: Contact[]
  senders: MailSender[]
  signature: string
}

function ComposeForm({ about, also, answers, contacts, senders, signature, onDone }: FormProps) {
  const t = useText()
  const language = useLanguage()
  const { send } = useMailActs()
  const attachments = useAttachments()
  const known = linesOf(contacts)
  const introduction = answers?.mail
    ? t('mail.introduction', {
        when: formatExact(answers.at),
        who: answers.mail.from?.name || answers.mail.from?.email || '',
      })
    : ''
  const first = firstDraft({ senders, signature, known, answers, language, introduction })
  const finish = async ({ accountId, to, cc, bcc, subject, text, record }: MailDraft) => {
    refuse({ to, cc, bcc }, t)
    if (attachments.busy) throw new Error(t('mail.files_busy'))
    await send({
      ...namesOf([about, ...also], ABOUT_KINDS),
      ...(answers && { ...sameAbout(answers), answers: answers.id }),
      accountId: accountId === FIRM ? null : accountId,
      to: to.map(personOf),
      cc: cc.map(personOf),
      bcc: bcc.map(personOf),
      subject,
      text,
      files: [...attachments.ids, ...record],
    })
    forgetDraft(about.id, answers?.id)
    say(t('mail.on_its_way'))
  }
  const kept = keptDraft(about.id, answers?.id)
  const form = useForm<MailDraft>(kept ? { ...first, ...kept } : first, finish, () => onDone(true))
  useEffect(() => {
    if (form.dirty) keepDraft(about.id, answers?.id, form.values)
  }, [form.dirty, form.values, about.id, answers?.id])
  return (
    <FormSheet
      {...form.sheet}
      // What is written is kept: nothing is lost by closing.
      dirty={attachments.files.length > 0}
      wide
      title={t(answers ? 'mail.answer_title' : 'mail.write_title', { name: about.title })}
      action={t('mail.send')}
      onClose={() => onDone(false)}
    >
      <ComposeFields {...{ form, senders, known, contacts }} />
      <ComposeFiles {...{ about, attachments, form }} />
    </FormSheet>
  )
}

/** An answer stands where the mail stands. */
function sameAbout({ contactId, opportunityId, eventId, projectId }: HistoryItem) {
  return { contactId, opportunityId, eventId, projectId }
}

/** What the server would refuse, in words that name the address. */
function refuse({ to, cc, bcc }: Pick<MailDraft, 'to' | 'cc' | 'bcc'>, t: Translate): void {
  if (to.length === 0) throw new Error(t('mail.no_recipient'))
  const wrong = [...to, ...cc, ...bcc].find((line) => checkEmail(personOf(line).email) !== null)
  if (wrong !== undefined) throw new Error(t('mail.bad_address', { address: wrong }))
}
