import { IconBellPlus, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { daysAfter, today } from '../days.ts'
import { openTaskForm } from '../dialogs.ts'
import type { Task } from '../../task.ts'
import { tasksQuery, useTaskWords } from '../task-api.ts'
import { CategoryMark, Due, Priority, StatusToggle } from '../task-parts.tsx'

/** So many stand on the page of a contact; the list shows them all. */
const SHOWN = 100

/** The tasks about a contact, of a company with those of its persons; open ones first. */
export function ContactTasks({ contact }: { contact: Contact }) {
  const t = useText()
  const guest = useUser().role === 'guest'
  const params = `contact=${contact.id}&limit=${SHOWN}`
  const { data, error } = useQuery({ ...tasksQuery(params), enabled: !guest })
  if (guest) return <p className="empty-line">{t('tasks.guests')}</p>
  const { id, displayName } = contact
  const about = { contact: { id, displayName } }
  return (
    <div className="contact-tasks">
      <div className="persons-bar">
        <button type="button" className="button small" onClick={() => void openTaskForm(about)}>
          <IconPlus size={14} stroke={1.75} />
          {t('tasks.new')}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => followUp(about.contact, t('tasks.follow_up'))}
        >
          <IconBellPlus size={14} stroke={1.75} />
          {t('tasks.follow_up')}
        </button>
      </div>
      {error && !data && <p className="empty-line">{t('tasks.failed')}</p>}
      {data?.items.length === 0 && <p className="empty-line">{t('tasks.contact.empty')}</p>}
      <ul>
        {data?.items.map((task) => (
          <TaskLine key={task.id} task={task} contactId={contact.id} />
        ))}
      </ul>
      {data?.nextCursor && <Link to={`/tasks?contact=${contact.id}`}>{t('tasks.contact.all')}</Link>}
    </div>
  )
}

/** Asks when somebody is to come back to a contact: in a week, unless one says otherwise. */
export function followUp(contact: { id: string; displayName: string }, word: string): void {
  const title = `${word}: ${contact.displayName}`.slice(0, 255)
  void openTaskForm({ contact, preset: { title, dueDate: daysAfter(today(), 7) } })
}

function TaskLine({ task, contactId }: { task: Task; contactId: string }) {
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
          {[task.assignee.name, task.contact?.id !== contactId && task.contact?.displayName]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <Priority task={task} />
      <Due task={task} />
    </li>
  )
}
