import { formatExact } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { TakeoverItem } from '../../takeover.ts'
import { personWords, sizeWords, statusKey, whenWords } from './step-words.ts'

/** What is known of one item, before anything of it is brought in. */
export function ItemFacts({ item }: { item: TakeoverItem }) {
  const t = useText()
  const { head, area, at, collection } = item
  const isMail = area === 'mail'
  const facts: [label: string, value: string][] = [
    [t(isMail ? 'takeover.from' : 'takeover.organizer'), head.from ? personWords(head.from) : ''],
    [
      t(isMail ? 'takeover.to' : 'takeover.attendees'),
      [
        ...head.people.slice(0, 5).map(({ name, email }) => name || email),
        ...(head.peopleCount > 5 ? [t('takeover.more_people', { count: head.peopleCount - 5 })] : []),
      ].join(', '),
    ],
    [t('takeover.when'), isMail ? formatExact(at) : whenWords(t, item)],
    [t('takeover.status'), head.status ? t(statusKey(head.status)) : ''],
    [t('takeover.becomes'), t(`takeover.kind.${head.kind}`)],
    [t(`takeover.collection.${area}`), collection === 'INBOX' ? t('mail.inbox') : collection],
    [t('takeover.size'), sizeWords(head)],
  ]
  return (
    <div className="takeover-facts">
      <h3>{head.title || t('takeover.untitled')}</h3>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
