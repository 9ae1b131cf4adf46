import { useQuery } from '@tanstack/react-query'
import type { Contact } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { HistoryItem } from '../history.ts'
import { useCategories, useCategoryOf } from './category-words.ts'
import { MailPeople } from './mail-people.tsx'
import { partsOf } from './mention.ts'
import './recent-entries.css'

/** The three newest entries of a contact's timeline, for a panel; nothing while there are none. */
export function RecentEntries({ contact }: { contact: Contact }) {
  const t = useText()
  const categories = useCategories()
  const categoryOf = useCategoryOf()
  const query = new URLSearchParams({ contact: contact.id, limit: '3' })
  for (const { id } of categories) query.append('category', id)
  const { data } = useQuery({
    queryKey: ['history', contact.id, 'recent', query.toString()],
    queryFn: async ({ signal }) =>
      (await ask<{ items: HistoryItem[] }>('GET', `/history?${query.toString()}`, { signal })).items,
  })
  if (!data?.length) return null
  return (
    <section className="recent">
      <h3>{t('timeline.title')}</h3>
      <ul>
        {data.map((item) => {
          const { icon: Icon, said } = categoryOf(item.category)
          return (
            <li key={item.id}>
              <Icon size={14} stroke={1.75} />
              <div className="grow">
                <p className="recent-head">
                  <span className="grow cut">
                    {item.mail ? (
                      <MailPeople mail={item.mail} />
                    ) : (
                      <>
                        <strong>{item.authorName}</strong> {said}
                      </>
                    )}
                  </span>
                  <time className="muted num" dateTime={item.at} title={formatExact(item.at)}>
                    {formatMoment(item.at)}
                  </time>
                </p>
                <p className="recent-text">
                  {item.mail && <strong>{item.mail.subject} </strong>}
                  {partsOf(item.text)
                    .map((part) => part.text)
                    .join('')}
                </p>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
