import { Link } from 'react-router'
import { Face } from '#ui/face.tsx'
import { formatDay } from '#ui/format.ts'
import type { Column } from '#ui/list/description.ts'
import type { Opportunity } from '../../opportunity.ts'
import { Close, RestrictedMark, StageMark, StaleMark, worth } from '../opportunity-parts.tsx'

/** The columns of the list of opportunities. */
export const opportunityColumns: Column<Opportunity>[] = [
  {
    id: 'title',
    text: 'opportunities.name',
    width: 280,
    sort: 'title',
    fixed: true,
    render: (row) => (
      <span className="opportunity-name">
        <RestrictedMark opportunity={row} />
        <strong className="cut">{row.title}</strong>
        <StaleMark opportunity={row} />
      </span>
    ),
  },
  {
    id: 'stage',
    text: 'opportunities.stage',
    width: 190,
    sort: 'stage',
    render: (row) => <StageMark stage={row.stage} />,
  },
  {
    id: 'contact',
    text: 'opportunities.contact',
    width: 190,
    sort: 'contact',
    render: (row) =>
      row.contact && (
        <Link
          className="cut"
          tabIndex={-1}
          to={`/contacts/${row.contact.id}`}
          onClick={(event) => event.stopPropagation()}
        >
          {row.contact.displayName}
        </Link>
      ),
  },
  {
    id: 'total',
    text: 'opportunities.total',
    width: 130,
    align: 'end',
    sort: 'total',
    render: (row) => <span className="num">{worth(row)}</span>,
  },
  {
    id: 'probability',
    text: 'opportunities.probability',
    width: 140,
    align: 'end',
    render: (row) => <span className="num">{row.probability} %</span>,
  },
  {
    id: 'close',
    text: 'opportunities.close',
    width: 120,
    sort: 'close',
    render: (row) => <Close opportunity={row} />,
  },
  {
    id: 'owner',
    text: 'opportunities.owner',
    width: 150,
    sort: 'owner',
    render: (row) => (
      <span className="opportunity-person">
        <Face name={row.owner.name} />
        <span className="cut">{row.owner.name}</span>
      </span>
    ),
  },
  {
    id: 'tags',
    text: 'opportunities.tags',
    width: 160,
    hidden: true,
    render: (row) => row.tags.join(', '),
  },
  {
    id: 'createdAt',
    text: 'opportunities.created_at',
    width: 120,
    sort: 'createdAt',
    hidden: true,
    render: (row) => <span className="num">{formatDay(row.createdAt)}</span>,
  },
]
