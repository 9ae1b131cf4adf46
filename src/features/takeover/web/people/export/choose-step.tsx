import { useMemo } from 'react'
import { contactFilters } from '#features/contacts/web/list/contact-filters.ts'
import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { FilterChips } from '#ui/list/filter-chips.tsx'
import { FilterMenu } from '#ui/list/filter-menu.tsx'
import type { ViewState } from '#ui/list/description.ts'
import type { ListState } from '#ui/list/list-state.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { SearchBox } from '#ui/list/search-box.tsx'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { MOST_EXPORTED } from '../../../people-export.ts'
import { TwoLists } from './two-lists.tsx'
import type { Choice } from './use-choice.ts'
import type { Found } from './use-found.ts'

interface ChooseStepProps {
  question: ViewState
  onQuestion: (question: ViewState) => void
  found: Found
  choice: Choice
}

/** Finds contacts as the contact list does, and says who of them is to be in the address book. */
export function ChooseStep({ question, onQuestion, found, choice }: ChooseStepProps) {
  const t = useText()
  const known = useVocabulary()
  const { types, temperatures, tags, fields, users, groups } = known
  const filters = useMemo(
    () => contactFilters({ types, temperatures, tags, fields, users, groups }, t, {}),
    [types, temperatures, tags, fields, users, groups, t],
  )
  const state: ListState = { ...question, view: '', peek: '' }
  const change = ({ q = question.q, filters = question.filters }: Partial<ListState>) =>
    onQuestion({ ...question, q, filters })
  return (
    <>
      <div className="people-bar">
        <SearchBox
          value={question.q}
          fields={[]}
          busy={found.isLoading}
          onChange={(q) => change({ q })}
          onLeave={() => document.querySelector<HTMLElement>('.person-list')?.focus()}
        />
        <FilterMenu {...{ filters, state, change }} />
        <FilterChips {...{ filters, state, change }} />
        <span className="grow" />
        <FoundWords found={found} />
      </div>
      {found.error && found.rows.length === 0 ? (
        <ListError error={found.error} onRetry={found.retry} />
      ) : (
        <TwoLists choice={choice} emptyLeft={<Nobody {...{ found, choice, onQuestion, question }} />} />
      )}
    </>
  )
}

/** How many were found, and whether all of them are here. */
function FoundWords({ found }: { found: Found }) {
  const t = useText()
  const { total, rows, isLoading } = found
  if (total === undefined) return null
  if (isLoading && rows.length < total)
    return (
      <span className="muted num" role="status">
        {t('people.loading', { done: formatNumber(rows.length), count: total })}
      </span>
    )
  return (
    <span className="muted num" role="status">
      {total > MOST_EXPORTED
        ? t('people.too_many', { most: formatNumber(MOST_EXPORTED), count: total })
        : t('people.found', { count: total })}
    </span>
  )
}

function Nobody({ found, choice, question, onQuestion }: ChooseStepProps) {
  const t = useText()
  if (found.isLoading) return <p className="two-lists-none muted late">{t('list.loading')}</p>
  if (found.rows.length > 0 && choice.left.length === 0)
    return <p className="two-lists-none muted">{t('people.none_left')}</p>
  return (
    <EmptyList title={t('people.none_found')} text={t('people.none_found_text')}>
      <button
        type="button"
        className="button"
        onClick={() => onQuestion({ ...question, q: '', filters: {} })}
      >
        {t('people.search_all')}
      </button>
    </EmptyList>
  )
}
