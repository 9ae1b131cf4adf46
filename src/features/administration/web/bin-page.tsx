import { IconArrowBackUp, IconSearch, IconStack2, IconTrashX } from '@tabler/icons-react'
import { useDebouncedValue } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '#features/settings/web/call.ts'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { useUser } from '#ui/api/session.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { Binned } from '../bin.ts'
import { kindWords } from './audit-words.ts'

/** Where records of a kind live in the API. */
const homes: Record<string, string> = {
  contact: '/contacts',
  history: '/history',
  task: '/tasks',
  item: '/items',
  opportunity: '/opportunities',
  event: '/events',
  project: '/projects',
  appointment: '/appointments',
  visitPlan: '/visit-plans',
  invoice: '/invoices',
  invoicePlan: '/invoice-plans',
}

/** What was deleted: to be brought back by whoever may change it, and erased for good by administrators. */
export function BinPage() {
  const t = useText()
  const admin = useUser().role === 'admin'
  const days = useSettings()?.bin.days ?? 30
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  // Under the kind of its records, so that a change anywhere refreshes it.
  const asked = usePages<Binned>('contact', '/bin', q ? { q } : {})
  const acts = useBin()
  const [asking, setAsking] = useState<'all' | Binned>()
  const close = () => setAsking(undefined)
  const actions = (
    <>
      <Link className="button ghost" to="/runs">
        <IconStack2 size={16} stroke={1.75} />
        {t('runs')}
      </Link>
      {admin && !!asked.rows?.length && (
        <button type="button" className="button" onClick={() => setAsking('all')}>
          <IconTrashX size={16} stroke={1.75} />
          {t('bin.empty')}
        </button>
      )}
    </>
  )
  return (
    <SettingsPage title={t('bin')} text={t('bin.text', { days })} actions={actions}>
      <label className="bin-search">
        <IconSearch size={16} stroke={1.75} />
        <span className="sr-only">{t('bin.search')}</span>
        <input
          type="search"
          placeholder={t('bin.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <Table
        {...asked}
        label={t('bin')}
        columns={columns(t, acts.restore, admin ? setAsking : undefined)}
        empty={
          q ? { title: t('list.nothing_found') } : { title: t('bin.nothing'), text: t('bin.nothing_text') }
        }
      />
      {asking && (
        <ConfirmSheet
          danger
          title={asking === 'all' ? t('bin.empty_title') : t('bin.erase_title', { name: asking.title })}
          text={t(asking === 'all' ? 'bin.empty_text' : 'bin.erase_text')}
          action={t(asking === 'all' ? 'bin.empty' : 'bin.erase')}
          onConfirm={() => (asking === 'all' ? acts.empty() : acts.erase(asking))}
          onClose={close}
        />
      )}
    </SettingsPage>
  )
}

function useBin() {
  const t = useText()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['contact'] })
  const homeOf = ({ kind, id }: Binned) => `${homes[kind] ?? ''}/${id}`
  const act = async (...input: Parameters<typeof call>) => {
    await call<unknown>(...input)
    await refresh()
  }
  const takeApart = async ({ title: name }: Binned, mergeId: string) => {
    await act('POST', `/merges/${mergeId}/undo`)
    say(t('bin.taken_apart', { name }))
  }
  return {
    async restore(record: Binned) {
      if (record.mergedInto) return takeApart(record, record.mergedInto.mergeId)
      await act('POST', `${homeOf(record)}/restore`)
      const label = t('bin.restored', { name: record.title })
      did({ label, undo: () => act('DELETE', homeOf(record)) })
    },
    async erase(record: Binned) {
      await act('DELETE', homeOf(record), { query: { permanent: 'true' } })
      say(t('bin.erased', { name: record.title }))
    },
    async empty() {
      await act('POST', '/bin/empty')
      void client.invalidateQueries({ queryKey: ['job'] })
      say(t('bin.emptying'))
    },
  }
}

function columns(
  t: Translate,
  restore: (record: Binned) => Promise<void>,
  onErase: ((record: Binned) => void) | undefined,
): TableColumn<Binned>[] {
  return [
    {
      id: 'title',
      title: 'bin.record',
      wraps: true,
      draw: ({ title, kind, mergedInto }) => (
        <>
          {title}
          <span className="second">
            {mergedInto ? t('bin.merged_into', { name: mergedInto.title }) : kindWords(t, kind)}
          </span>
        </>
      ),
    },
    {
      id: 'at',
      title: 'bin.deleted',
      draw: ({ deletedAt, deletedBy }) => (
        <>
          <time dateTime={deletedAt} title={formatExact(deletedAt)}>
            {formatMoment(deletedAt)}
          </time>
          {deletedBy && <span className="second">{t('bin.by', { name: deletedBy.name })}</span>}
        </>
      ),
    },
    {
      id: 'acts',
      draw: (record) => (
        <span className="acts">
          {record.can.includes('restore') && (
            <button
              type="button"
              className="button small"
              onClick={() => void restore(record).catch(complain)}
            >
              <IconArrowBackUp size={16} stroke={1.75} />
              {t(record.mergedInto ? 'bin.take_apart' : 'bin.restore')}
              <span className="sr-only">: {record.title}</span>
            </button>
          )}
          {onErase && (
            <LineMenu
              name={record.title}
              items={[
                {
                  id: 'erase',
                  label: t('bin.erase'),
                  icon: IconTrashX,
                  danger: true,
                  run: () => onErase(record),
                },
              ]}
            />
          )}
        </span>
      ),
    },
  ]
}
