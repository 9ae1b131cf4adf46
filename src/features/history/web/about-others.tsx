import { Link } from 'react-router'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { useText } from '#ui/texts.ts'
import type { HistoryItem } from '../history.ts'
import { recordsOf } from './history-api.ts'

/** What an entry is about besides the record whose timeline it stands in: a person of the company, an opportunity. */
export function AboutOthers({ about, item }: { about: AboutRecord; item: HistoryItem }) {
  const t = useText()
  const others = recordsOf(item).filter(({ id }) => id !== about.id)
  const contact = others.find(({ kind }) => kind === 'contact')
  return (
    <>
      {contact && (
        <span className="muted">
          {' · '}
          <Link to={`/contacts/${contact.id}`} aria-label={t('page.open.company', { name: contact.title })}>
            {contact.title}
          </Link>
        </span>
      )}
      {others.length > (contact ? 1 : 0) && ' '}
      <SubjectChips records={others.filter(({ kind }) => kind !== 'contact')} />
    </>
  )
}
