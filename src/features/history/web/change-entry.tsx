import { IconPencil } from '@tabler/icons-react'
import { Link } from 'react-router'
import { ChangeList } from '#features/contacts/web/page/change-list.tsx'
import { changeSentence, useChangeWords } from '#features/contacts/web/page/change-words.ts'
import { actionText } from '#features/contacts/web/page/action-text.ts'
import { MergeWayBack } from '#features/duplicates/web/merge-way-back.tsx'
import { formatExact, formatTime } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { HistoryItem } from '../history.ts'

/** A change of the contact in the timeline, as a sentence; several at once as a short list. */
export function ChangeEntry({ item, contactId }: { item: HistoryItem; contactId: string }) {
  const t = useText()
  const words = useChangeWords()
  const said = item.action?.endsWith('.created') ? [] : words(item.diff)
  const [only] = said
  const who = item.authorName ?? t('page.by_kontor')
  const isMerge = item.action === 'contact.merged'
  const names = said.map(({ to }) => to).join(', ')
  const told = isMerge
    ? t('merge.did', { who, names })
    : said.length === 1 && only
      ? changeSentence(t, who, only)
      : said.length > 1
        ? t('timeline.changed_several', { who, count: said.length })
        : t(actionText(item.action ?? ''), { who })
  return (
    <li className="entry quiet">
      <span className="entry-mark">
        <IconPencil size={12} stroke={1.75} />
      </span>
      <div className="entry-body">
        <p className="entry-head">
          <span className="grow">
            {told}
            <AboutPerson {...{ item, contactId }} />
          </span>
          <time className="muted num" dateTime={item.at} title={formatExact(item.at)}>
            {formatTime(item.at)}
          </time>
        </p>
        {said.length > 1 && !isMerge && <ChangeList changes={said} />}
        {isMerge && item.runId && <MergeWayBack id={item.runId} />}
      </div>
    </li>
  )
}

/** Of which person a line of a company's timeline tells. */
export function AboutPerson({ item, contactId }: { item: HistoryItem; contactId: string }) {
  const t = useText()
  if (item.contactId === contactId) return null
  return (
    <span className="muted">
      {' · '}
      <Link
        to={`/contacts/${item.contactId}`}
        aria-label={t('page.open.company', { name: item.contactName })}
      >
        {item.contactName}
      </Link>
    </span>
  )
}
