import type { EntrySlots } from '#features/history/web/entry-slots.ts'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'

/** What mails bring to every timeline. */
export const mailSlots: Required<EntrySlots> = {
  Mail: lazy(async () => ({
    default: (await saying('mails', import('#features/mails/web/mail-body.tsx'))).MailBody,
  })),
  Bring: {
    takes: (name) => /\.(eml|msg|ics|vcf)$/i.test(name),
    Panel: lazy(async () => ({
      default: (await saying('takeover', import('#features/takeover/web/files/bring-panel.tsx'))).BringPanel,
    })),
  },
  Write: lazy(async () => ({
    default: (await saying('mails', import('#features/mails/web/write-button.tsx'))).WriteButton,
  })),
}

/** At the head of a contact's page. */
export const MailButton = lazy(async () => ({
  default: (await saying('mails', import('#features/mails/web/mail-button.tsx'))).MailButton,
}))
