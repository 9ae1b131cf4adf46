import {
  IconAlertTriangle,
  IconBrandWindows,
  IconClock,
  IconCornerUpLeft,
  IconFileText,
  IconMail,
  IconMessages,
  IconRefresh,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { HistoryItem } from '#features/history/history.ts'
import { EntryText } from '#features/history/web/entry-line.tsx'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { apiRoot } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { FileMenu } from '#ui/file-menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { partQuote } from '../quote.ts'
import { openShown, openWriting } from './dialogs.ts'
import { faultWords } from './fault-words.ts'
import { sourceLink, useMailActs } from './mails-api.ts'
import { EarlierMails } from './earlier-mails.tsx'
import './mails.css'

/** What a mail on a timeline says: subject, text without what it quotes, whether it went out, and what one does next. */
export function MailBody({ about, item }: { about: AboutRecord; item: HistoryItem }) {
  const t = useText()
  const [whole, setWhole] = useState(false)
  const [thread, setThread] = useState(false)
  const mayWrite = useUser().role !== 'guest'
  const { mail } = item
  if (!mail) return null
  const { said, quoted } = partQuote(item.text)
  const isOut = mail.state === 'received' || mail.state === 'sent'
  return (
    <>
      <div className="mail">
        <p className="mail-subject">{mail.subject || t('mail.no_subject')}</p>
        <SendingState item={item} />
        {said && <EntryText key={String(whole)} text={whole ? item.text : said} />}
        {quoted && (
          <button type="button" className="mail-quote" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t(whole ? 'mail.quote.fold' : 'mail.quote.show')}
          </button>
        )}
      </div>
      <p className="mail-acts">
        {mayWrite && isOut && (
          <button
            type="button"
            className="button ghost small"
            onClick={() => void openWriting({ about, answers: item })}
          >
            <IconCornerUpLeft size={14} stroke={1.75} />
            {t('mail.answer')}
          </button>
        )}
        {mail.hasHtml && (
          <button type="button" className="button ghost small" onClick={() => void openShown({ item })}>
            <IconFileText size={14} stroke={1.75} />
            {t('mail.as_sent')}
          </button>
        )}
        {isOut && (
          <FileMenu
            label={t('mail.as_file')}
            className="button ghost small"
            files={[
              { label: t('mail.as_eml'), icon: IconMail, address: sourceLink(item.id) },
              { label: t('mail.as_msg'), icon: IconBrandWindows, address: `${apiRoot}/mails/${item.id}.msg` },
            ]}
          />
        )}
        {mail.earlier > 0 && (
          <button
            type="button"
            className="button ghost small"
            aria-expanded={thread}
            onClick={() => setThread(!thread)}
          >
            <IconMessages size={14} stroke={1.75} />
            {t('mail.earlier', { count: mail.earlier })}
          </button>
        )}
      </p>
      {thread && <EarlierMails item={item} />}
    </>
  )
}

/** Whether one's own mail is out; when it is not, why, and the way to try again. */
function SendingState({ item }: { item: HistoryItem }) {
  const t = useText()
  const { again } = useMailActs()
  const { mail } = item
  if (mail?.state === 'waiting' || mail?.state === 'sending')
    return (
      <p className="mail-state" role="status">
        <IconClock size={14} stroke={1.75} />
        {t('mail.state.waiting')}
      </p>
    )
  if (mail?.state !== 'failed') return null
  return (
    <p className="mail-state failed" role="status">
      <IconAlertTriangle size={14} stroke={1.75} />
      <span className="grow">
        {t('mail.state.failed')} {faultWords(t, mail.fault)}
      </span>
      {item.can.includes('change') && (
        <button type="button" className="button small" onClick={() => void again(item).catch(complain)}>
          <IconRefresh size={14} stroke={1.75} />
          {t('mail.again')}
        </button>
      )}
    </p>
  )
}
