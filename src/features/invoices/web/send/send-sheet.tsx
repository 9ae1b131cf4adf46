import { useQuery } from '@tanstack/react-query'
import { useForm } from '#features/settings/web/use-form.ts'
import { checkEmail } from '#kernel/email.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { ListError } from '#ui/list/list-states.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { MailProposal } from '../../document-mail.ts'
import { AttachedFiles, ByOwnProgram } from './attached-files.tsx'
import { MailFields } from './mail-fields.tsx'
import { MailStanding } from './mail-standing.tsx'
import { proposalQuery, useSend, type Sendable } from './send-api.ts'
import './send.css'

interface SendSheetProps {
  what: Sendable
  /** True: it was sent, or said to be. */
  onDone: (sent: boolean) => void
}

/** Sends a document by mail; where there is no mail server it helps to send it with one's own program. */
export function SendSheet({ what, onDone }: SendSheetProps) {
  const t = useText()
  const { data, error, refetch } = useQuery(proposalQuery(what))
  if (data) return <SendForm {...{ what, onDone }} proposal={data} />
  return (
    <Sheet title={t('invoices.send')} onClose={() => onDone(false)} wide>
      <div className="sheet-body send-waiting">
        {error && <ListError error={error} onRetry={() => void refetch()} />}
      </div>
    </Sheet>
  )
}

/** What is written in the form. */
export interface MailValues {
  accountId: string | null
  to: string[]
  cc: string[]
  subject: string
  text: string
  attach: MailProposal['attach']
}

function SendForm({ what, proposal, onDone }: SendSheetProps & { proposal: MailProposal }) {
  const t = useText()
  const { send, markSent } = useSend()
  const { to, subject, text, attach, number, ready, senders } = proposal
  const accountId = senders[0]?.accountId ?? null
  const finish = async (values: MailValues) => {
    if (!ready) {
      await markSent(what)
      say(t('invoices.send.marked', { number }))
      return
    }
    refuse(values, t)
    await send(what, values)
    say(t('invoices.send.under_way', { number, to: values.to.join(', ') }))
  }
  const form = useForm<MailValues>({ accountId, to, cc: [], subject, text, attach }, finish, () =>
    onDone(true),
  )
  return (
    <FormSheet
      wide
      title={t('invoices.send.title', { number })}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t(ready ? 'invoices.send' : 'invoices.send.mark')}
      onSubmit={form.submit}
      onClose={() => onDone(false)}
    >
      {!ready && <p className="send-note">{t('invoices.send.not_ready')}</p>}
      {proposal.mail && <MailStanding mail={proposal.mail} />}
      <MailFields {...{ proposal, form }} />
      <AttachedFiles {...{ what, proposal }} values={form.values} set={form.set} />
      {!ready && <ByOwnProgram values={form.values} />}
    </FormSheet>
  )
}

/** What the server would refuse, in words that name the address. */
function refuse({ to, cc }: MailValues, t: ReturnType<typeof useText>): void {
  if (to.length === 0) throw new Error(t('invoices.send.no_recipient'))
  const wrong = [...to, ...cc].find((address) => checkEmail(address) !== null)
  if (wrong !== undefined) throw new Error(t('invoices.send.bad_address', { address: wrong }))
}
