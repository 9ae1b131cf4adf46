import { IconBellPlus, IconPlus } from '@tabler/icons-react'
import '#features/contacts/web/page/page.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { isSubject, subjectsIn, type AboutRecord } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { daysAfter, today } from '../days.ts'
import { openTaskForm } from '../dialogs.ts'
import type { Task } from '../../task.ts'
import { tasksQuery, useTaskWords } from '../task-api.ts'
import { CategoryMark, Due, Priority, StatusToggle } from '../task-parts.tsx'
import '#features/contacts/web/page/beside.css'

/** So many stand on the page of a record; the list shows them all. */
const SHOWN = 100

export interface TasksTabProps {
  about: AboutRecord
  /** What a new task is about besides: the contact of an opportunity. */
  also?: readonly AboutRecord[]
}

/** The tasks about a record, of a company with those of its persons; open ones first. */
export function TasksTab({ about, also = [] }: TasksTabProps) {
  const t = useText()
  const guest = useUser().role === 'guest'
  const params = `${about.kind}=${about.id}&limit=${SHOWN}`
  const { data, error } = useQuery({ ...tasksQuery(params), enabled: !guest })
  if (guest) return <p className="empty-line">{t('tasks.guests')}</p>
  const records = [about, ...also.filter(({ kind }) => kind !== about.kind)]
  return (
    <div className="contact-tasks">
      <div className="persons-bar">
        <button type="button" className="button small" onClick={() => void openTaskForm(presetOf(records))}>
          <IconPlus size={14} stroke={1.75} />
          {t('tasks.new')}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => followUp(records, t('tasks.follow_up'))}
        >
          <IconBellPlus size={14} stroke={1.75} />
          {t('tasks.follow_up')}
        </button>
      </div>
      {error && !data && <p className="empty-line">{t('tasks.failed')}</p>}
      {data?.items.length === 0 && (
        <p className="empty-line">
          {t(about.kind === 'contact' ? 'tasks.contact.empty' : 'tasks.subject.empty')}
        </p>
      )}
      <ul>
        {data?.items.map((task) => (
          <TaskLine key={task.id} {...{ task, about }} />
        ))}
      </ul>
      {data?.nextCursor && (
        <Link to={`/tasks?${about.kind}=${about.id}`}>
          {t(about.kind === 'contact' ? 'tasks.contact.all' : 'tasks.subject.all')}
        </Link>
      )}
    </div>
  )
}

/** Asks when somebody is to come back to the first of these: in a week, unless one says otherwise. */
function followUp(records: readonly AboutRecord[], word: string): void {
  const title = `${word}: ${records[0]?.title ?? ''}`.slice(0, 255)
  void openTaskForm({ ...presetOf(records), preset: { title, dueDate: daysAfter(today(), 7) } })
}

/** What a new task is about, as the form wants it. */
function presetOf(records: readonly AboutRecord[]) {
  const contact = records.find(({ kind }) => kind === 'contact')
  return {
    subjects: records.filter(isSubject),
    ...(contact && { contact: { id: contact.id, displayName: contact.title } }),
  }
}

function TaskLine({ task, about }: { task: Task; about: AboutRecord }) {
  const { categories } = useTaskWords()
  return (
    <li className="task-line">
      <StatusToggle task={task} />
      <CategoryMark label={categories.find((one) => one.id === task.categoryId)} />
      <span className="grow task-line-words">
        <Link to={`/tasks/${task.id}`} className={task.status === 'closed' ? 'cut done' : 'cut'}>
          {task.title}
        </Link>
        <span className="cut muted">
          {[task.assignee.name, task.contact?.id !== about.id && task.contact?.displayName]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <SubjectChips records={subjectsIn(task.about).filter(({ id }) => id !== about.id)} />
      </span>
      <Priority task={task} />
      <Due task={task} />
    </li>
  )
}
