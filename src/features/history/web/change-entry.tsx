import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ChangeList } from '#features/contacts/web/page/change-list.tsx'
import type { FieldChange } from '#features/contacts/change-lines.ts'
import { changeSentence, useChangeWords, type SaidChange } from '#features/contacts/web/page/change-words.ts'
import { OverruledPicture } from '#features/contacts/web/page/former-picture.tsx'
import { actionText } from '#features/contacts/web/page/action-text.ts'
import { MergeWayBack } from '#features/duplicates/web/merge-way-back.tsx'
import { SUBJECT_KINDS } from '#features/subjects/subject.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { formatExact, formatTime } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
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
  return about.kind === 'contact' ? (
    <ContactChange id={about.id} item={item} />
  ) : (
    <ChangeLine {...{ item, words }} />
  )
}

const noWords: SayChanges = () => []

function ContactChange({ id, item }: { id: string; item: HistoryItem }) {
  const words = useChangeWords()
  const picture =
    item.action === 'contact.overruled' && item.diff.find(({ field }) => field === 'photo')?.from
  if (typeof picture !== 'string') return <ChangeLine {...{ item, words }} />
  // It is seen below; in words it would be "picture" and "picture".
  const others: SayChanges = (changes) => words(changes.filter(({ field }) => field !== 'photo'))
  return (
    <ChangeLine item={item} words={others}>
      <OverruledPicture contactId={id} hash={picture} />
    </ChangeLine>
  )
}

interface ChangeLineProps {
  item: HistoryItem
  words: SayChanges
  /** Stands below the words. */
  children?: ReactNode
}

function ChangeLine({ item, words, children }: ChangeLineProps) {
  const t = useText()
  const said = item.action?.endsWith('.created') ? [] : words(item.diff)
  const [only] = said
  const who = item.authorName ?? t('page.by_kontor')
  const isMerge = item.action === 'contact.merged'
  const isOverruled = item.action === 'contact.overruled'
  const names = said.map(({ to }) => to).join(', ')
  const told = isMerge
    ? t('merge.did', { who, names })
    : isOverruled
      ? t(actionText('contact.overruled'))
      : said.length === 1 && only
        ? changeSentence(t, who, only)
        : said.length > 1
          ? t('timeline.changed_several', { who, count: said.length })
          : did(t, item.action ?? '', who)
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
        {(said.length > 1 || (isOverruled && only)) && !isMerge && <ChangeList changes={said} />}
        {children}
        {isMerge && item.runId && <MergeWayBack id={item.runId} />}
      </div>
    </li>
  )
}

const VERBS = ['created', 'deleted', 'restored', 'changed'] as const

/** "Anna Berg hat das Projekt angelegt": what was done to which kind of record. */
function did(t: Translate, action: string, who: string): string {
  const [kind, verb] = action.split('.')
  const subject = SUBJECT_KINDS.find((one) => one === kind)
  if (!subject) return t(actionText(action), { who })
  const known = VERBS.find((one) => one === verb) ?? 'changed'
  return t(`timeline.did.${known}`, { who, what: t(`timeline.the.${subject}`) })
}
