import { IconPencil, IconTrash } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { formatExact, formatTime } from '#ui/format.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { HistoryItem } from '../history.ts'
import { useCategoryOf } from './category-words.ts'
import { AboutOthers } from './about-others.tsx'
import { Composer } from './composer.tsx'
import { EntryFiles } from './entry-files.tsx'
import { useEntrySlots } from './entry-slots.ts'
import { useTimeline } from './history-api.ts'
import { MailPeople } from './mail-people.tsx'
import { partsOf } from './mention.ts'

/** What somebody wrote: who, how, when, the text and its files. */
export function EntryLine({ about, item }: { about: AboutRecord; item: HistoryItem }) {
  const t = useText()
  const [editing, setEditing] = useState(false)
  const category = useCategoryOf()(item.category)
  const edited = !item.mail && item.version > 1 && item.updatedAt > item.createdAt
  const { Mail } = useEntrySlots()
  return (
    <li className="entry">
      <span className="entry-mark">
        <category.icon size={14} stroke={1.75} />
      </span>
      <div className="entry-body">
        <p className="entry-head">
          <span className="grow">
            {item.mail ? (
              <MailPeople mail={item.mail} />
            ) : (
              <>
                <strong>{item.authorName ?? t('page.by_kontor')}</strong> {category.said}
              </>
            )}
            <AboutOthers {...{ about, item }} />
          </span>
          {edited && (
            <span className="muted" title={formatExact(item.updatedAt)}>
              {t('timeline.edited')}
            </span>
          )}
          <time className="muted num" dateTime={item.at} title={formatExact(item.at)}>
            {formatTime(item.at)}
          </time>
          <EntryMenu {...{ about, item }} onEdit={() => setEditing(true)} />
        </p>
        {editing ? (
          <Composer about={about} entry={item} onDone={() => setEditing(false)} />
        ) : (
          <>
            {item.mail && Mail ? (
              <Suspense fallback={<EntryText text={item.text} />}>
                <Mail {...{ about, item }} />
              </Suspense>
            ) : (
              item.text && <EntryText text={item.text} />
            )}
            <EntryFiles files={item.files} />
          </>
        )}
      </div>
    </li>
  )
}

function EntryMenu({ about, item, onEdit }: { about: AboutRecord; item: HistoryItem; onEdit: () => void }) {
  const t = useText()
  const timeline = useTimeline(about)
  const items: MenuItem[] = []
  if (item.can.includes('change') && !item.mail)
    items.push({ id: 'edit', label: t('timeline.edit'), icon: IconPencil, run: onEdit })
  if (item.can.includes('delete'))
    items.push({
      id: 'remove',
      label: t('timeline.remove'),
      icon: IconTrash,
      danger: true,
      run: () => void timeline.remove(item).catch(complain),
    })
  if (!items.length) return null
  return <MoreMenu label={t('timeline.menu')} items={items} small className="entry-menu" />
}

const longText = 1200

/** The text with its mentions and links; a very long one opens on demand. */
export function EntryText({ text }: { text: string }) {
  const t = useText()
  const [whole, setWhole] = useState(text.length <= longText)
  const shown = whole ? text : text.slice(0, longText)
  return (
    <div className="entry-text">
      {partsOf(shown).map((part, index) =>
        part.href ? (
          // eslint-disable-next-line react/no-array-index-key -- the parts never change places
          <a key={index} href={part.href} target="_blank" rel="noreferrer">
            {part.text}
          </a>
        ) : part.mention ? (
          // eslint-disable-next-line react/no-array-index-key -- the parts never change places
          <span key={index} className="entry-mention">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
      {!whole && (
        <>
          {' … '}
          <button type="button" className="entry-whole" onClick={() => setWhole(true)}>
            {t('timeline.whole')}
          </button>
        </>
      )}
    </div>
  )
}
