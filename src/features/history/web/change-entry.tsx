import { IconPencil } from '@tabler/icons-react'
import { ChangeList } from '#features/contacts/web/page/change-list.tsx'
import type { FieldChange } from '#features/contacts/change-lines.ts'
import { changeSentence, useChangeWords, type SaidChange } from '#features/contacts/web/page/change-words.ts'
import { actionText } from '#features/contacts/web/page/action-text.ts'
import { MergeWayBack } from '#features/duplicates/web/merge-way-back.tsx'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { formatExact, formatTime } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { HistoryItem } from '../history.ts'

/** Puts changes into the words of their kind of record. */
export type SayChanges = (changes: readonly FieldChange[]) => SaidChange[]

interface ChangeEntryProps {
  about: AboutRecord
  item: HistoryItem
  /** Contacts have words of their own; of another record without any only what was done is told. */
  words?: SayChanges
}

/** A change of the record in its timeline, as a sentence; several at once as a short list. */
export function ChangeEntry({ about, item, words = noWords }: ChangeEntryProps) {
  return about.kind === 'contact' ? <ContactChange item={item} /> : <ChangeLine {...{ item, words }} />
}

const noWords: SayChanges = () => []

function ContactChange({ item }: { item: HistoryItem }) {
  return <ChangeLine item={item} words={useChangeWords()} />
}

function ChangeLine({ item, words }: { item: HistoryItem; words: SayChanges }) {
  const t = useText()
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
          <span className="grow">{told}</span>
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
