import {
  IconAccessPoint,
  IconPencil,
  IconTags,
  IconTrash,
  IconArrowsDiagonal,
  IconCheck,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { contactQuery } from '#features/contacts/web/contact-api.ts'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction, Card, Chosen, ListDescription, RowKey, View } from '#ui/list/description.ts'
import { useKeptViews, type KeptViews } from '#ui/list/kept-views.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useCommands } from '#ui/keys.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Event } from '../../event.ts'
import { openEventBulk, openEventForm } from '../dialogs.ts'
import { useBulkEvents, useChangeEvent, useDeleteEvent, useEventWords } from '../event-api.ts'
import { ClosedTick, RestrictedMark, Seats, whenWords } from '../event-parts.tsx'
import { eventColumns } from './event-columns.tsx'
import { eventFilters } from './event-filters.ts'
import { questionOf, targetsOf } from '#ui/list/question-of.ts'

const question = questionOf<Event>('/events')

/** The list of all events one may see. */
export function EventListScreen({ kept }: { kept: KeptViews }) {
  const t = useText()
  const guest = useUser().role === 'guest'
  return guest ? <EmptyList title={t('events.title')} text={t('events.guests')} /> : <EventList kept={kept} />
}

function EventList({ kept }: { kept: KeptViews }) {
  const t = useText()
  const go = useNavigate()
  const change = useChangeEvent()
  const remove = useDeleteEvent()
  useCommands('events.title', [
    { id: 'events.new', text: 'events.new', keys: ['n'], run: () => void openEventForm({}) },
  ])
  return (
    <List
      description={useDescription()}
      onOpen={(row) => void go(`/events/${row.id}`)}
      rowMenu={(row) => eventMenu(row, { t, go, change, remove })}
      rowKeys={useRowKeys()}
      {...useKeptViews(presets(t), kept)}
      bulkActions={useBulkActions()}
      empty={
        <EmptyList title={t('events.empty_title')} text={t('events.empty')}>
          <button type="button" className="button primary" onClick={() => void openEventForm({})}>
            {t('events.new')}
          </button>
        </EmptyList>
      }
    />
  )
}

function useDescription(): ListDescription<Event> {
  const t = useText()
  const { users, tags } = useEventWords()
  const [params] = useSearchParams()
  const asked = params.get('participant')
  const { data } = useQuery({ ...contactQuery(asked ?? ''), enabled: asked !== null })
  const name = data?.displayName ?? '…'
  return useMemo(
    () => ({
      id: 'events',
      kind: 'event',
      title: 'events.title',
      countText: 'events.count',
      columns: eventColumns,
      filters: eventFilters({ users, tags }, t, asked === null ? undefined : { value: asked, label: name }),
      defaultSort: 'open',
      rowId: (row) => row.id,
      rowName: (row) => row.title,
      card: (row) => cardOf(row, t),
      ...question,
    }),
    [users, tags, asked, name, t],
  )
}

function cardOf(row: Event, t: Translate): Card {
  return {
    mark: <ClosedTick event={row} />,
    title: row.title,
    subtitle: [whenWords(t, row), row.place].filter(Boolean).join(' · '),
    side: (
      <>
        <RestrictedMark event={row} />
        <Seats event={row} />
      </>
    ),
  }
}

function presets(t: Translate): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>, sort = 'open'): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort, filters },
  })
  return [
    preset('coming', t('events.view.coming'), { status: ['open'] }, 'start'),
    preset('mine', t('events.view.mine'), { owner: ['me'], status: ['open'] }),
    preset('closed', t('events.view.closed'), { status: ['closed'] }, '-start'),
  ]
}

interface Acts {
  t: Translate
  go: (path: string) => unknown
  change: ReturnType<typeof useChangeEvent>
  remove: (event: Event) => Promise<void>
}

/** What can be done with an event: only what one's rights allow. */
export function eventMenu(event: Event, { t, go, change, remove }: Acts): MenuItem[] {
  const items: MenuItem[] = [
    {
      id: 'open',
      label: t('events.open_page'),
      icon: IconArrowsDiagonal,
      keys: 'Enter',
      run: () => void go(`/events/${event.id}`),
    },
  ]
  if (!event.can.includes('change')) return items
  return [
    ...items,
    {
      id: 'edit',
      label: t('events.edit'),
      icon: IconPencil,
      keys: 'e',
      run: () => void openEventForm({ event }),
    },
    {
      id: 'closed',
      label: t(event.closed ? 'events.reopen' : 'events.close'),
      icon: IconCheck,
      run: () => void change(event, { closed: !event.closed }).catch(complain),
    },
    { id: 'line-delete', divider: true },
    { id: 'delete', label: t('events.delete'), icon: IconTrash, danger: true, run: () => void remove(event) },
  ]
}

function useRowKeys(): RowKey<Event>[] {
  const remove = useDeleteEvent()
  return [
    {
      id: 'event.edit',
      text: 'events.edit',
      keys: ['e'],
      run: (row) => row.can.includes('change') && void openEventForm({ event: row }),
    },
    {
      id: 'event.delete',
      text: 'events.delete',
      keys: ['Delete'],
      run: (row) => row.can.includes('delete') && void remove(row),
    },
  ]
}

function useBulkActions(): BulkAction[] {
  const t = useText()
  const begin = useBulkEvents()
  const asked = (field: 'tags' | 'access') => (chosen: Chosen, clear: () => void) =>
    void openEventBulk({ chosen, field }).then((begun) => begun && clear())
  const erase = (chosen: Chosen, clear: () => void) =>
    void begin(targetsOf(chosen), { delete: true }).then(clear, complain)
  return [
    { id: 'tags', label: t('events.bulk.tags'), icon: IconTags, run: asked('tags') },
    { id: 'access', label: t('events.bulk.access'), icon: IconAccessPoint, run: asked('access') },
    { id: 'delete', label: t('events.delete'), icon: IconTrash, danger: true, run: erase },
  ]
}
