import { Waiting } from '#features/settings/web/settings-page.tsx'
import { EmptyList } from '#ui/list/list-states.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { useCards, usePeopleActs } from '../people-api.ts'

/** Who is never shown, and the way back for each. */
export function IgnoredSheet({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useText()
  const { ignore } = usePeopleActs(accountId)
  const { data, hasNextPage, fetchNextPage } = useCards(accountId, { state: 'ignored' })
  const cards = data?.pages.flatMap(({ items }) => items)
  return (
    <Sheet title={t('people.ignored_title')} onClose={onClose}>
      <div className="sheet-body">
        {!cards ? (
          <Waiting lines={3} />
        ) : cards.length === 0 ? (
          <EmptyList title={t('people.ignored_none')} />
        ) : (
          <ul className="card-hits">
            {cards.map(({ id, name, company, emails }) => (
              <li key={id}>
                <span className="grow">
                  {name}
                  <small>{[company, ...emails].filter((word) => word !== name).join(' · ')}</small>
                </span>
                <button
                  type="button"
                  className="button small"
                  aria-label={t('people.show_again_name', { name })}
                  onClick={() => void ignore([id], false).catch(complain)}
                >
                  {t('people.show_again')}
                </button>
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && (
          <button type="button" className="button" onClick={() => void fetchNextPage()}>
            {t('page.more_entries')}
          </button>
        )}
      </div>
    </Sheet>
  )
}
