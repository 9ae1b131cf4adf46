import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatDay, formatExact, formatRelative } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { CalendarFeed } from '../../feed.ts'
import { FeedSheet } from './feed-sheet.tsx'
import './feeds.css'

const feedsQuery = {
  queryKey: ['calendar', 'settings'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await call<{ items: CalendarFeed[] }>('GET', '/calendars', { signal })).items,
}

const PROGRAMS = ['outlook', 'google', 'apple', 'thunderbird'] as const

/** Secret addresses under which calendar programs read one's own calendar, and how they are told. */
export function FeedsPage() {
  const t = useText()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(feedsQuery)
  const [open, setOpen] = useState<'new' | CalendarFeed>()
  const again = () => client.invalidateQueries({ queryKey: feedsQuery.queryKey })
  const remove = async ({ id, name }: CalendarFeed) => {
    await call<void>('DELETE', `/calendars/${id}`)
    await again()
    say(t('feeds.deleted', { name }))
  }
  const create = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('feeds.new')}
    </button>
  )
  return (
    <SettingsPage title={t('feeds')} text={t('feeds.text')} actions={create}>
      <Table
        rows={data}
        error={error}
        again={() => void refetch()}
        label={t('feeds')}
        columns={columns(t, setOpen)}
        empty={{ title: t('feeds.empty'), text: t('feeds.empty_text') }}
      />
      <div className="feeds-how">
        <Part title={t('feeds.how')} text={t('feeds.how_text')}>
          {PROGRAMS.map((program) => (
            <div key={program} className="settings-line">
              <span className="settings-label">{t(`feeds.${program}`)}</span>
              <span>{t(`feeds.${program}_text`)}</span>
            </div>
          ))}
        </Part>
      </div>
      {open === 'new' && <FeedSheet onCreated={again} onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && (
        <ConfirmSheet
          danger
          title={t('feeds.delete_title', { name: open.name })}
          text={t('feeds.delete_text')}
          action={t('feeds.delete_action')}
          onConfirm={() => remove(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SettingsPage>
  )
}

function columns(
  t: ReturnType<typeof useText>,
  onDelete: (feed: CalendarFeed) => void,
): TableColumn<CalendarFeed>[] {
  return [
    { id: 'name', title: 'feeds.name', wraps: true, draw: ({ name }) => name },
    {
      id: 'include',
      title: 'feeds.include',
      wraps: true,
      draw: ({ include }) => include.map((part) => t(`feeds.part.${part}`)).join(', '),
    },
    {
      id: 'created',
      title: 'feeds.created',
      draw: ({ createdAt }) => <span title={formatExact(createdAt)}>{formatDay(createdAt)}</span>,
    },
    {
      id: 'used',
      title: 'feeds.used',
      draw: ({ lastUsedAt }) => (lastUsedAt ? formatRelative(lastUsedAt) : t('users.never')),
    },
    {
      id: 'delete',
      draw: (feed) => (
        <button
          type="button"
          className="icon-button"
          aria-label={t('feeds.delete', { name: feed.name })}
          onClick={() => onDelete(feed)}
        >
          <IconTrash size={16} stroke={1.75} />
        </button>
      ),
    },
  ]
}
