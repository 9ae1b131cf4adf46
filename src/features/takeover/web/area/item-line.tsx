import {
  IconBuilding,
  IconCalendarRepeat,
  IconLink,
  IconPaperclip,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react'
import { memo } from 'react'
import { subjectsIn } from '#features/subjects/subject.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { TakeoverItem } from '../../takeover.ts'
import { peopleWords, whenWords } from './step-words.ts'
import './area.css'

/** One item in a line: what it is, with whom, when, and what it will be about. */
export const ItemLine = memo(function ItemLine({ item, name }: { item: TakeoverItem; name: string }) {
  const t = useText()
  const { head, area } = item
  const people = peopleWords(t, area, head)
  return (
    <span className="takeover-line">
      <span className="takeover-what">
        <span className="takeover-title">
          <strong className="cut">{name}</strong>
          {head.hasAttachments && (
            <IconPaperclip size={14} stroke={1.75} role="img" aria-label={t('takeover.has_files')} />
          )}
          {head.repeats && (
            <IconCalendarRepeat size={14} stroke={1.75} role="img" aria-label={t('takeover.repeats')} />
          )}
          {head.kind === 'meeting' && (
            <IconUsersGroup size={14} stroke={1.75} role="img" aria-label={t('takeover.meeting')} />
          )}
          {head.internal && <span className="badge">{t('takeover.internal')}</span>}
        </span>
        <span className="takeover-people cut">{people}</span>
      </span>
      <span className="takeover-when num cut">{whenWords(t, item)}</span>
      <span className="takeover-about">{item.skipped ? <Skipped item={item} /> : <About item={item} />}</span>
    </span>
  )
})

function Skipped({ item: { skipped } }: { item: TakeoverItem }) {
  const t = useText()
  return skipped && <span className="badge">{t(`takeover.skipped.${skipped}`)}</span>
}

/** Whose it is, and why Kontor thinks so. */
function About({ item }: { item: TakeoverItem }) {
  const t = useText()
  const subjects = subjectWords(t, item)
  const suggested = item.suggestions.find(({ contactId }) => contactId === item.contactId)
  const Icon = suggested?.kind === 'company' ? IconBuilding : IconUser
  if (item.contactId === null && subjects === '')
    return (
      <span className="takeover-open">
        <span>{t('takeover.unassigned')}</span>
        {item.suggestions.length > 0 && (
          <small>{t('takeover.suggestions', { count: item.suggestions.length })}</small>
        )}
      </span>
    )
  return (
    <>
      {item.contactId === null ? <IconLink size={14} stroke={1.75} /> : <Icon size={14} stroke={1.75} />}
      <span className="takeover-whose">
        <span className="cut" title={item.contactName ?? subjects}>
          {item.contactName ?? subjects}
        </span>
        <small className="cut" title={subjects}>
          {item.contactName !== null && subjects !== '' ? subjects : reasonWords(t, item)}
        </small>
      </span>
    </>
  )
}

function reasonWords(t: Translate, { assigned, suggestions, contactId }: TakeoverItem): string {
  if (assigned) return t('takeover.by_hand')
  const [reason] = suggestions.find((one) => one.contactId === contactId)?.reasons ?? []
  return reason ? t(`takeover.reason.${reason}`) : ''
}

/** What besides a contact it is about: of which kind, and its name. */
export function subjectWords(t: Translate, { about }: Pick<TakeoverItem, 'about'>): string {
  return subjectsIn(about)
    .map(({ kind, title }) => `${t(`subjects.${kind}`)}: ${title}`)
    .join(', ')
}
