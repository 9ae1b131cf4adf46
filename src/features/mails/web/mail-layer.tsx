import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useMailDialogs } from './dialogs.ts'

const MailDialogs = lazy(() =>
  // The files of a mail are said in the words of a contact's page.
  saying('contact', saying('mails', import('./mail-dialogs.tsx'))).then((m) => ({ default: m.MailDialogs })),
)

/** The layer of the dialogs of mails; they are fetched when one is opened for the first time. */
export function MailLayer() {
  const dialogs = useMailDialogs()
  return dialogs.length > 0 && <MailDialogs dialogs={dialogs} />
}
