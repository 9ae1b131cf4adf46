import type { Column } from '#ui/list/description.ts'
import type { Project } from '../../project.ts'
import { namesOf, Period, RestrictedMark, StatusMark } from '../project-parts.tsx'

/** The columns of the list of projects. */
export const projectColumns: Column<Project>[] = [
  {
    id: 'title',
    text: 'projects.name',
    width: 300,
    sort: 'title',
    fixed: true,
    render: (row) => (
      <span className="project-name">
        <RestrictedMark project={row} />
        <strong className="cut">{row.title}</strong>
      </span>
    ),
  },
  {
    id: 'status',
    text: 'projects.status',
    width: 130,
    sort: 'status',
    render: (row) => <StatusMark project={row} />,
  },
  {
    id: 'when',
    text: 'projects.when',
    width: 200,
    sort: 'end',
    render: (row) => <Period project={row} />,
  },
  {
    id: 'contacts',
    text: 'projects.contacts',
    width: 220,
    render: (row) => (
      <span className="cut">{namesOf(row.contacts.map(({ displayName }) => displayName))}</span>
    ),
  },
  {
    id: 'owner',
    text: 'projects.owner',
    width: 150,
    render: (row) => <span className="cut">{row.owner.name}</span>,
  },
  {
    id: 'members',
    text: 'projects.members',
    width: 200,
    render: (row) => <span className="cut">{namesOf(row.members.map(({ name }) => name))}</span>,
  },
  {
    id: 'opportunity',
    text: 'projects.opportunity',
    width: 200,
    hidden: true,
    render: (row) => <span className="cut">{row.opportunity?.title}</span>,
  },
]
