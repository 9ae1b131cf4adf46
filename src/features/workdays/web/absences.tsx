import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Absence } from '../workday.ts'
import { AbsenceSheet } from './absence-sheet.tsx'
import { formatDays } from './format-days.ts'
import { absencesQuery, useAbsences } from './workdays-api.ts'
import './workdays.css'

/** When somebody is away, the next first. */
export function Absences({ userId }: { userId: string }) {
  const t = useText()
  const { data: rows, error, refetch } = useQuery(absencesQuery(userId))
  const { remove } = useAbsences()
  const [open, setOpen] = useState<'new' | Absence>()
  return (
    <section className="settings-part">
      <header className="part-head">
        <div>
          <h2>{t('workdays.absences')}</h2>
          <p>{t('workdays.absences_text')}</p>
        </div>
        <button type="button" className="button" onClick={() => setOpen('new')}>
          <IconPlus size={16} stroke={2} />
          {t('workdays.absence_new')}
        </button>
      </header>
      <Table
        rows={rows?.toReversed()}
        error={error}
        again={() => void refetch()}
        label={t('workdays.absences')}
        columns={columns(t, setOpen, (absence) => void remove(absence).catch(complain))}
        empty={{ title: t('workdays.absence_none') }}
      />
      {open && (
        <AbsenceSheet
          userId={userId}
          {...(open !== 'new' && { absence: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

function columns(
  t: Translate,
  onEdit: (absence: Absence) => void,
  onDelete: (absence: Absence) => void,
): TableColumn<Absence>[] {
  return [
    { id: 'time', title: 'workdays.time', draw: ({ from, to }) => formatDays(from, to) },
    { id: 'kind', title: 'workdays.kind', draw: ({ kind }) => t(`workdays.kind.${kind}`) },
    { id: 'note', title: 'workdays.note', wraps: true, draw: ({ note }) => note },
    {
      id: 'menu',
      draw: (absence) => (
        <LineMenu
          name={`${t(`workdays.kind.${absence.kind}`)} ${formatDays(absence.from, absence.to)}`}
          items={[
            { id: 'edit', label: t('settings.edit'), run: () => onEdit(absence) },
            { id: 'delete', label: t('settings.delete'), danger: true, run: () => onDelete(absence) },
          ]}
        />
      ),
    },
  ]
}
