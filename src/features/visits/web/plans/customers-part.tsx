import { IconX } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { contactQuery, findContacts, useVocabulary } from '#features/contacts/web/contact-api.ts'
import { contactFilters } from '#features/contacts/web/list/contact-filters.ts'
import { useViews } from '#features/views/web/use-views.ts'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { FilterChips } from '#ui/list/filter-chips.tsx'
import { FilterMenu } from '#ui/list/filter-menu.tsx'
import { withFilter, type ListState } from '#ui/list/list-state.ts'
import { useText } from '#ui/texts.ts'
import { WordsField } from '../typed-fields.tsx'
import type { PartProps } from './plan-form.tsx'

/** Whom the plan is for: everybody a filter of the contact list finds, picked ones, or both. */
export function CustomersPart({ draft, set, errors }: PartProps) {
  const t = useText()
  return (
    <fieldset className="plan-part">
      <legend>{t('plan.customers')}</legend>
      <WordsField
        label={t('plan.name')}
        error={errors['name']}
        maxLength={255}
        required
        data-autofocus
        placeholder={t('plan.name.example')}
        value={draft.name}
        onChange={(typed) => set({ name: typed })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={draft.filter !== null}
          onChange={(event) => set({ filter: event.target.checked ? { q: '', filters: {} } : null })}
        />
        {t('plan.by_filter')}
      </label>
      {draft.filter && <FilterPart filter={draft.filter} onChange={(filter) => set({ filter })} />}
      <Picked ids={draft.contactIds} onChange={(contactIds) => set({ contactIds })} />
    </fieldset>
  )
}

type Filter = NonNullable<PartProps['draft']['filter']>

/** The filters of the contact list, and its saved views to begin with. */
function FilterPart({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useText()
  const known = useVocabulary()
  const { types, temperatures, tags, fields, users, groups } = known
  const filters = useMemo(
    () =>
      contactFilters({ types, temperatures, tags, fields, users, groups }, t, {}).filter(
        // Its two fields stand in the form itself: visits are planned by place.
        ({ id }) => id !== 'postalCode',
      ),
    [types, temperatures, tags, fields, users, groups, t],
  )
  const { views } = useViews('contacts')
  const state: ListState = { ...filter, sort: 'displayName', view: '', peek: '' }
  const change = (part: Partial<ListState>) =>
    onChange({ q: part.q ?? filter.q, filters: part.filters ?? filter.filters })
  return (
    <div className="plan-filter">
      <div className="plan-filter-bar">
        <input
          className="field"
          type="search"
          value={filter.q}
          placeholder={t('plan.filter.search')}
          aria-label={t('plan.filter.search')}
          onChange={(event) => change({ q: event.target.value })}
        />
        <FilterMenu filters={filters} state={state} change={change} />
        {views.length > 0 && (
          <select
            className="field"
            aria-label={t('plan.filter.view')}
            value=""
            onChange={(event) => {
              const view = views.find(({ id }) => id === event.target.value)
              if (view) onChange({ q: view.state.q, filters: view.state.filters })
            }}
          >
            <option value="">{t('plan.filter.view')}</option>
            {views.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <div className="plan-codes">
        <span className="vf-label" id="plan-codes">
          {t('plan.filter.codes')}
        </span>
        {(['postalCodeFrom', 'postalCodeTo'] as const).map((end) => (
          <input
            key={end}
            className="field num"
            inputMode="numeric"
            maxLength={10}
            aria-label={t(`plan.filter.${end}`)}
            placeholder={t(end === 'postalCodeFrom' ? 'plan.filter.from' : 'plan.filter.to')}
            value={filter.filters[end]?.[0] ?? ''}
            onChange={(event) =>
              change({
                filters: withFilter(filter.filters, end, [event.target.value.trim()].filter(Boolean)),
              })
            }
          />
        ))}
      </div>
      <FilterChips filters={filters} state={state} change={change} />
    </div>
  )
}

const shown = 30

/** Customers picked one by one. */
function Picked({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
  const t = useText()
  const asked = useQueries({ queries: ids.slice(0, shown).map((id) => contactQuery(id)) })
  return (
    <div className="plan-picked">
      <RecordChooser
        label={t('plan.pick')}
        kind="contact"
        value={null}
        find={findContacts}
        onChange={(choice) => choice && !ids.includes(choice.id) && onChange([...ids, choice.id])}
      />
      {ids.length > 0 && (
        <ul className="plan-picked-list">
          {ids.slice(0, shown).map((id, at) => {
            const name = asked[at]?.data?.displayName ?? '…'
            return (
              <li key={id} className="chip">
                <span className="chip-words">{name}</span>
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={t('plan.pick.drop', { name })}
                  onClick={() => onChange(ids.filter((other) => other !== id))}
                >
                  <IconX size={12} stroke={2} />
                </button>
              </li>
            )
          })}
          {ids.length > shown && (
            <li className="muted">{t('plan.pick.more', { count: ids.length - shown })}</li>
          )}
        </ul>
      )}
    </div>
  )
}
