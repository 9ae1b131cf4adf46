import { Suspense, type MouseEvent } from 'react'
import { formatDay, formatExact } from '#ui/format.ts'
import { lazy } from '#ui/lazy.ts'
import type { Column } from '#ui/list/description.ts'
import type { Contact } from '../../contact.ts'
import { nameOf, primaryOf, type Vocabulary } from '../contact-api.ts'
import { ClassBadge, ContactFace, LabelBadge, Tags, Temperature, VisibilityMark } from '../contact-parts.tsx'
import { LabelEditor, ReachEditor } from './cell-editors.tsx'
import { customColumns } from './custom-columns.tsx'
import { flawColumn } from './flaw-column.tsx'
import { Highlighted } from './highlighted.tsx'
import { spelled, telephoneLink } from '../telephone.ts'

const TagEditor = lazy(() => import('./tag-editor.tsx').then((m) => ({ default: m.TagEditor })))

/** Wide screens have room for more columns from the start. */
const roomy = typeof innerWidth === 'number' && innerWidth >= 1760

/** Every column of the contact list. */
export function contactColumns(known: Vocabulary, aboutFlaws = false): Column<Contact>[] {
  return [
    nameColumn(),
    flawColumn(aboutFlaws),
    {
      id: 'company',
      text: 'contacts.company',
      width: 190,
      render: (row) =>
        row.kind === 'person' && (
          <span className="cut">
            <Highlighted text={row.companyName ?? ''} field="company" />
          </span>
        ),
    },
    ...labelColumns(known),
    ...reachColumns(),
    {
      id: 'managers',
      text: 'contacts.managers',
      width: 150,
      hidden: !roomy,
      render: (row) => <span className="cut">{row.managers.map((id) => nameOf(known, id)).join(', ')}</span>,
    },
    {
      id: 'visibility',
      text: 'contacts.visibility',
      width: 150,
      hidden: true,
      render: (row) => <VisibilityMark value={row.visibility} words />,
    },
    dayColumn('created', 'createdAt', true),
    dayColumn('updated', 'updatedAt', true),
    dayColumn('last_activity', 'lastActivityAt', false),
    ...customColumns(known),
  ]
}

function nameColumn(): Column<Contact> {
  return {
    id: 'name',
    text: 'contacts.name',
    width: 220,
    sort: 'displayName',
    fixed: true,
    render: (row) => (
      <span className="contact-name">
        <ContactFace contact={row} />
        <span className="cut">
          <strong>
            <Highlighted text={row.displayName} field="name" />
          </strong>{' '}
          {row.position && (
            <span className="contact-position">
              <Highlighted text={row.position} field="position" />
            </span>
          )}
        </span>
        {row.visibility === 'managers' && <VisibilityMark value="managers" />}
      </span>
    ),
  }
}

function labelColumns(known: Vocabulary): Column<Contact>[] {
  return [
    {
      id: 'type',
      text: 'contacts.type',
      width: 96,
      render: (row) => <LabelBadge label={known.types.find((type) => type.id === row.typeId)} />,
      editor: (props) => <LabelEditor {...props} field="type" labels={known.types} />,
    },
    {
      id: 'temperature',
      text: 'contacts.temperature',
      width: 88,
      render: (row) => (
        <Temperature level={known.temperatures.find((level) => level.id === row.temperatureId)} />
      ),
      editor: (props) => <LabelEditor {...props} field="temperature" labels={known.temperatures} />,
    },
    {
      id: 'tags',
      text: 'contacts.tags',
      width: 180,
      hidden: !roomy,
      render: (row) => <Tags names={row.tags} known={known.tags} most={2} />,
      editor: (props) => (
        <Suspense>
          <TagEditor {...props} />
        </Suspense>
      ),
    },
    {
      id: 'class',
      text: 'contacts.class',
      width: 68,
      hidden: true,
      render: (row) => <ClassBadge value={row.class} />,
    },
  ]
}

function reachColumns(): Column<Contact>[] {
  return [
    {
      id: 'phone',
      text: 'contacts.phone',
      width: 136,
      render: (row) => {
        const number = primaryOf(row.details, 'phone')
        return number && <ReachLink href={telephoneLink(number)} text={spelled(number)} field="phone" />
      },
      editor: (props) => <ReachEditor {...props} kind="phone" />,
    },
    {
      id: 'email',
      text: 'contacts.email',
      width: 220,
      render: (row) => {
        const email = primaryOf(row.details, 'email')?.value
        return email && <ReachLink href={`mailto:${email}`} text={email} field="email" />
      },
      editor: (props) => <ReachEditor {...props} kind="email" />,
    },
    {
      id: 'city',
      text: 'contacts.city',
      width: 104,
      render: (row) => (
        <span className="cut">
          <Highlighted text={primaryOf(row.details, 'address')?.value.city ?? ''} field="city" />
        </span>
      ),
    },
  ]
}

/** Two clicks edit the cell, so one click waits this long before it calls or writes. */
const doubleClick = 250
let waiting: ReturnType<typeof setTimeout> | undefined

/** Calls or writes with one click; the row stays where it is. */
function ReachLink(props: { href: string; text: string; field: string }) {
  const go = (event: MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
    clearTimeout(waiting)
    if (event.detail < 2) waiting = setTimeout(() => location.assign(props.href), doubleClick)
  }
  return (
    <a className="reach cut num" href={props.href} tabIndex={-1} onClick={go}>
      <Highlighted text={props.text} field={props.field} />
    </a>
  )
}

function dayColumn(
  id: 'created' | 'updated' | 'last_activity',
  sort: 'createdAt' | 'updatedAt' | 'lastActivityAt',
  hidden: boolean,
): Column<Contact> {
  return {
    id,
    text: `contacts.${id}`,
    width: 92,
    sort,
    hidden,
    align: 'end',
    render: (row) => (
      <time className="cut" dateTime={row[sort]} title={formatExact(row[sort])}>
        {formatDay(row[sort])}
      </time>
    ),
  }
}
