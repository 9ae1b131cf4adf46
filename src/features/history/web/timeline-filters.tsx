import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usersQuery } from '#features/contacts/web/contact-api.ts'
import { useUser } from '#ui/api/session.ts'
import { Menu } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { useCategories } from './category-words.ts'
import { wholeTimeline, type TimelineFilter } from './history-api.ts'

interface TimelineFiltersProps {
  filter: TimelineFilter
  onChange: (filter: TimelineFilter) => void
}

/** Narrows the timeline: by kind, by author, by words. */
export function TimelineFilters({ filter, onChange }: TimelineFiltersProps) {
  const t = useText()
  const [typed, setTyped] = useState(filter.q)
  const set = (change: Partial<TimelineFilter>) => {
    const next = { ...filter, ...change }
    onChange(next.categories.length || next.author || next.q ? next : wholeTimeline)
  }
  const search = useDebouncedCallback((q: string) => set({ q }), 250)
  return (
    <div className="timeline-filters" role="group" aria-label={t('timeline.filter')}>
      <KindFilter value={filter.categories} onChange={(categories) => set({ categories })} />
      <AuthorFilter value={filter.author} onChange={(author) => set({ author })} />
      <label className="timeline-search">
        <IconSearch size={14} stroke={1.75} />
        <input
          type="search"
          value={typed}
          placeholder={t('timeline.search')}
          aria-label={t('timeline.search')}
          onChange={(event) => {
            setTyped(event.target.value)
            search(event.target.value.trim())
          }}
        />
      </label>
    </div>
  )
}

function KindFilter({ value, onChange }: { value: string[]; onChange: (categories: string[]) => void }) {
  const t = useText()
  const categories = useCategories()
  const written = [...categories.map(({ id }) => id), 'file']
  const single = value.length === 1 ? value[0] : undefined
  const name = (id: string | undefined) =>
    id === 'change'
      ? t('timeline.change')
      : id === 'file'
        ? t('timeline.file')
        : categories.find((category) => category.id === id)?.name
  const line = (id: string) => ({
    id,
    label: name(id) ?? '',
    checked: single === id,
    run: () => onChange([id]),
  })
  return (
    <Filter
      label={t('timeline.kind')}
      shown={value.length > 1 ? t('timeline.without_changes') : (name(single) ?? t('timeline.everything'))}
      set={value.length > 0}
      items={[
        { id: 'all', label: t('timeline.everything'), checked: value.length === 0, run: () => onChange([]) },
        {
          id: 'written',
          label: t('timeline.without_changes'),
          checked: value.length > 1,
          run: () => onChange(written),
        },
        { id: 'line', divider: true },
        ...written.map(line),
        line('change'),
      ]}
    />
  )
}

function AuthorFilter({ value, onChange }: { value: string; onChange: (author: string) => void }) {
  const t = useText()
  const me = useUser().id
  const { data: users = [] } = useQuery(usersQuery)
  const name = value === 'me' ? t('timeline.mine') : users.find(({ id }) => id === value)?.name
  return (
    <Filter
      label={t('timeline.author')}
      shown={name ?? t('timeline.everybody')}
      set={value !== ''}
      items={[
        { id: 'all', label: t('timeline.everybody'), checked: value === '', run: () => onChange('') },
        { id: 'me', label: t('timeline.mine'), checked: value === 'me', run: () => onChange('me') },
        { id: 'line', divider: true },
        ...users
          .filter(({ id }) => id !== me)
          .map((user) => ({
            id: user.id,
            label: user.name,
            checked: value === user.id,
            run: () => onChange(user.id),
          })),
      ]}
    />
  )
}

function Filter(props: {
  label: string
  shown: string
  set: boolean
  items: React.ComponentProps<typeof Menu>['items']
}) {
  return (
    <Menu
      label={props.label}
      items={props.items}
      renderOpener={(opener) => (
        <button
          type="button"
          className={props.set ? 'button ghost small set' : 'button ghost small'}
          aria-label={`${props.label}: ${props.shown}`}
          {...opener}
        >
          {props.shown}
          <IconChevronDown size={14} stroke={1.75} />
        </button>
      )}
    />
  )
}
