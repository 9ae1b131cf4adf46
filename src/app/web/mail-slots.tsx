import { lazy } from 'react'
import type { EntrySlots } from '#features/history/web/entry-slots.ts'
import { saying } from '#ui/texts.ts'

/** What mails bring to every timeline. */
export const mailSlots: EntrySlots = {
  Mail: lazy(async () => ({
    default: (await saying('mails', import('#features/mails/web/mail-body.tsx'))).MailBody,
  })),
  Write: lazy(async () => ({
    default: (await saying('mails', import('#features/mails/web/write-button.tsx'))).WriteButton,
  })),
}
