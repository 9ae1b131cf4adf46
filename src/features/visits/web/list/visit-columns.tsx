import { Link } from 'react-router'
import { formatDay, formatExact } from '#ui/format.ts'
import { CellInput } from '#ui/inputs/cell-input.tsx'
import type { CellEditorProps, Column } from '#ui/list/description.ts'
import { currentLanguage, useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Visit } from '../../visit.ts'
import { dayTyped, timeTyped } from '../read-typed.ts'
import { UserSelect } from '../user-select.tsx'
import { PlanDot, ShiftMark, StateBadge, timeWords, typedForm, VisitDay } from '../visit-parts.tsx'
import { useChangeVisit } from '../visits-api.ts'

/** Every column of a list of visits; `nameOf` names users, `Grip` is what a row is dragged by. */
export function visitColumns(
  nameOf: (id: string) => string,
  Grip?: React.ComponentType<{ visit: Visit }>,
): Column<Visit>[] {
  return [
    {
      id: 'postalCode',
      text: 'visit.postal_code',
      width: 88,
      sort: 'postalCode',
      render: (row) => (
        <>
          {Grip && <Grip visit={row} />}
          <span className="num">{row.customer.postalCode}</span>
        </>
      ),
    },
    {
      id: 'city',
      text: 'visit.city',
      width: 112,
      sort: 'city',
      render: (row) => <span className="cut">{row.customer.city}</span>,
    },
    {
      id: 'customer',
      text: 'visit.customer',
      width: 208,
      sort: 'customer',
      fixed: true,
      render: (row) => (
        <span className="cut visit-customer">
          <Link to={`/contacts/${row.contactId}`} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
            {row.customer.displayName}
          </Link>
        </span>
      ),
    },
    ...whenColumns(),
    {
      id: 'assignee',
      text: 'visit.assignee',
      width: 120,
      sort: 'assignee',
      render: (row) => <span className="cut">{nameOf(row.assigneeId)}</span>,
      editor: (props) => <AssigneeEditor {...props} />,
    },
    {
      id: 'state',
      text: 'visit.state',
      width: 128,
      hidden: Grip !== undefined,
      render: (row) => <StateBadge state={row.state} />,
    },
    ...furtherColumns(),
  ]
}

function whenColumns(): Column<Visit>[] {
  return [
    {
      id: 'date',
      text: 'visit.date',
      width: 96,
      sort: 'date',
      render: (row) => <VisitDay visit={row} />,
      editor: (props) => <DateEditor {...props} />,
    },
    {
      id: 'time',
      text: 'visit.time',
      width: 104,
      render: (row) => <span className="num">{timeWords(row)}</span>,
      editor: (props) => <TimeEditor {...props} />,
    },
    {
      id: 'shift',
      text: 'visit.moved',
      width: 208,
      render: (row) => <ShiftMark visit={row} />,
    },
  ]
}

function furtherColumns(): Column<Visit>[] {
  return [
    {
      id: 'plan',
      text: 'visits.plan',
      width: 160,
      render: (row) => (
        <span className="cut">
          <PlanDot color={row.plan.color} /> {row.plan.name}
        </span>
      ),
    },
    {
      id: 'nominal',
      text: 'visit.nominal_day',
      width: 104,
      hidden: true,
      render: (row) => (
        <time className="num" dateTime={row.nominalDate} title={formatExact(row.nominalDate)}>
          {formatDay(row.nominalDate)}
        </time>
      ),
    },
    {
      id: 'street',
      text: 'visit.street',
      width: 160,
      hidden: true,
      render: (row) => <span className="cut">{row.customer.street}</span>,
    },
    {
      id: 'class',
      text: 'visit.class',
      width: 60,
      hidden: true,
      render: (row) => row.customer.class,
    },
    {
      id: 'phone',
      text: 'visit.phone',
      width: 140,
      hidden: true,
      render: (row) => <span className="cut num">{row.customer.phone}</span>,
    },
    {
      id: 'duration',
      text: 'visit.duration',
      width: 72,
      align: 'end',
      hidden: true,
      render: (row) => row.durationMinutes,
    },
    {
      id: 'title',
      text: 'visit.title',
      width: 180,
      hidden: true,
      render: (row) => <span className="cut">{row.title}</span>,
    },
    {
      id: 'outcome',
      text: 'visit.outcome',
      width: 140,
      hidden: true,
      render: (row) => <span className="cut">{row.outcome}</span>,
    },
  ]
}

/** The day, typed as one says it: nächster Di, 24.11., +3. */
function DateEditor({ row, close }: CellEditorProps<Visit>) {
  const t = useText()
  const change = useChangeVisit()
  return (
    <CellInput
      label={t('visit.date')}
      value={typedForm(row.date, currentLanguage())}
      close={close}
      onSave={async (typed) =>
        change(
          row,
          { date: dayTyped(typed, row.date) },
          t('visit.changed.date', { name: row.customer.displayName }),
        )
      }
    />
  )
}

function TimeEditor({ row, close }: CellEditorProps<Visit>) {
  const t = useText()
  const change = useChangeVisit()
  return (
    <CellInput
      label={t('visit.time')}
      value={row.startTime ?? ''}
      close={close}
      onSave={async (typed) =>
        change(
          row,
          { startTime: timeTyped(typed) },
          t('visit.changed.time', { name: row.customer.displayName }),
        )
      }
    />
  )
}

function AssigneeEditor({ row, close }: CellEditorProps<Visit>) {
  const t = useText()
  const change = useChangeVisit()
  const choose = (assigneeId: string) => {
    close()
    change(row, { assigneeId }, t('visit.changed.assignee', { name: row.customer.displayName })).catch(
      complain,
    )
  }
  return (
    <UserSelect
      autoFocus
      aria-label={t('visit.assignee')}
      value={row.assigneeId}
      onChange={choose}
      onBlur={close}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    />
  )
}
