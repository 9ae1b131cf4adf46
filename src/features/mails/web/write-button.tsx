import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { useText } from '#ui/texts.ts'
import { openWriting } from './dialogs.ts'
import { sendersQuery } from './mails-api.ts'
import './mails.css'

/** The way to a new mail, for whoever can send one. */
export function WriteButton({ about, also }: { about: AboutRecord; also: readonly AboutRecord[] }) {
  const t = useText()
  const { data } = useQuery(sendersQuery)
  if (!data?.items.length) return null
  return (
    <p className="mail-write">
      <button type="button" className="button" onClick={() => void openWriting({ about, also })}>
        <IconMail size={16} stroke={1.75} />
        {t('mail.write')}
      </button>
    </p>
  )
}
