import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatExact } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Closure, Holiday } from '../workday.ts'
import { ClosureSheet } from './closure-sheet.tsx'
import { formatDays } from './format-days.ts'
import { closuresQuery, holidaysQuery, useClosures } from './workdays-api.ts'

/** When the firm is closed, and which holidays it has. */
export function ClosuresPage() {
  const t = useText()
  const { data: rows, error, refetch } = useQuery(closuresQuery)
  const { remove } = useClosures()
  const [open, setOpen] = useState<'new' | Closure>()
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('workdays.closure_new')}
    </button>
  )
  return (
    <SettingsPage title={t('workdays.closures')} text={t('workdays.closures_text')} actions={add}>
      <section className="settings-part">
        <Table
          rows={rows?.toReversed()}
          error={error}
          again={() => void refetch()}
          label={t('workdays.closures')}
          columns={columns(setOpen, (closure) => void remove(closure).catch(complain), t)}
          empty={{ title: t('workdays.closure_none'), text: t('workdays.closure_none_text') }}
        />
      </section>
      <NextHolidays />
      {open && <ClosureSheet {...(open !== 'new' && { closure: open })} onClose={() => setOpen(undefined)} />}
    </SettingsPage>
  )
}

function columns(
  onEdit: (closure: Closure) => void,
  onDelete: (closure: Closure) => void,
  t: Translate,
): TableColumn<Closure>[] {
  return [
    { id: 'name', title: 'workdays.closure_name', wraps: true, draw: ({ name }) => name },
    { id: 'time', title: 'workdays.time', draw: ({ from, to }) => formatDays(from, to) },
    {
      id: 'menu',
      draw: (closure) => (
        <LineMenu
          name={closure.name}
          items={[
            { id: 'edit', label: t('settings.edit'), run: () => onEdit(closure) },
            { id: 'delete', label: t('settings.delete'), danger: true, run: () => onDelete(closure) },
          ]}
        />
      ),
    },
  ]
}

/** So that one sees whether the right Land is set. */
function NextHolidays() {
  const t = useText()
  const { data: holidays, error, refetch } = useQuery(holidaysQuery)
  const rows = holidays
    ?.filter(({ kind }) => kind !== 'closure')
    .map((holiday) => ({ ...holiday, id: `${holiday.date} ${holiday.name}` }))
  return (
    <section className="settings-part">
      <header>
        <h2>{t('workdays.next_holidays')}</h2>
      </header>
      <Table
        rows={rows}
        error={error}
        again={() => void refetch()}
        label={t('workdays.next_holidays')}
        columns={holidayColumns(t)}
        empty={{ title: t('workdays.next_holidays') }}
      />
    </section>
  )
}

function holidayColumns(t: Translate): TableColumn<Holiday & { id: string }>[] {
  return [
    { id: 'day', title: 'workdays.day', draw: ({ date }) => formatExact(date) },
    {
      id: 'name',
      title: 'workdays.holiday',
      wraps: true,
      draw: ({ name, kind }) => (
        <>
          {name}
          {kind === 'half' && <span className="second">{t('workdays.half')}</span>}
        </>
      ),
    },
  ]
}
