import type { Column } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import type { Event } from '../../event.ts'
import { ClosedTick, RestrictedMark, Seats, whenWords } from '../event-parts.tsx'

/** The columns of the list of events; a tick at the left of the title closes one. */
export const eventColumns: Column<Event>[] = [
  {
    id: 'title',
    text: 'events.name',
    width: 320,
    sort: 'title',
    fixed: true,
    render: (row) => (
      <span className="event-name">
        <ClosedTick event={row} />
        <RestrictedMark event={row} />
        <strong className="cut">{row.title}</strong>
      </span>
    ),
  },
  { id: 'start', text: 'events.when', width: 220, sort: 'start', render: (row) => <When event={row} /> },
  {
    id: 'place',
    text: 'events.place',
    width: 180,
    render: (row) => <span className="cut">{row.place}</span>,
  },
  {
    id: 'seats',
    text: 'events.participants',
    width: 150,
    align: 'end',
    render: (row) => <Seats event={row} />,
  },
  {
    id: 'owner',
    text: 'events.owner',
    width: 150,
    sort: 'owner',
    render: (row) => <span className="cut">{row.owner.name}</span>,
  },
  {
    id: 'tags',
    text: 'events.tags',
    width: 180,
    render: (row) =>
      row.tags.map((name) => (
        <span key={name} className="badge">
          {name}
        </span>
      )),
  },
]

function When({ event }: { event: Event }) {
  const t = useText()
  return <span className={event.start === null ? 'muted cut' : 'num cut'}>{whenWords(t, event)}</span>
}
