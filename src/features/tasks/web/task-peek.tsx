import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { subjectsIn } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { formatMoment } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Task } from '../task.ts'
import { openTaskForm } from './dialogs.ts'
import { taskMenu } from './list/task-menu.ts'
import { taskQuery, useChangeTask, useDeleteTask, useTaskWords } from './task-api.ts'
import { CategoryMark, Due, Priority, StatusToggle } from './task-parts.tsx'

/** A task beside the list. */
export function TaskPeek({ id }: { id: string }) {
  const t = useText()
  const { data: task, error } = useQuery(taskQuery(id))
  if (error && !task) return <p className="peek-note">{t('tasks.missing')}</p>
  if (!task) return null
  return <TaskView task={task} />
}

/** A task in full: what is read is changed where it is read. */
export function TaskView({ task }: { task: Task }) {
  const t = useText()
  const change = useChangeTask()
  const mayChange = task.can.includes('change')
  const describe = (description: string) =>
    change(task, { description }, t('tasks.changed.task', { title: task.title }))
  return (
    <article className="task-view">
      <TaskHead task={task} />
      <TaskFacts task={task} />
      <EditField
        label={t('tasks.description')}
        value={task.description}
        multiline
        readOnly={!mayChange}
        placeholder={t('tasks.description.add')}
        onSave={describe}
      />
      <Steps task={task} />
      <p className="muted task-origin">
        {t('tasks.created_on', { at: formatMoment(task.createdAt) })}
        {task.closedAt && ` · ${t('tasks.closed_on', { at: formatMoment(task.closedAt) })}`}
        {task.nextId && (
          <>
            {' · '}
            <Link to={`/tasks/${task.nextId}`}>{t('tasks.next')}</Link>
          </>
        )}
      </p>
    </article>
  )
}

function TaskHead({ task }: { task: Task }) {
  const t = useText()
  const go = useNavigate()
  const actions = { t, go, change: useChangeTask(), remove: useDeleteTask() }
  return (
    <header className="task-head">
      <StatusToggle task={task} />
      <h2 className={task.status === 'closed' ? 'grow done' : 'grow'}>{task.title}</h2>
      {task.can.includes('change') && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('tasks.edit')}
          title={t('tasks.edit')}
          onClick={() => void openTaskForm({ task })}
        >
          <IconPencil size={16} stroke={1.75} />
        </button>
      )}
      <MoreMenu label={t('tasks.more')} items={taskMenu(task, actions)} />
    </header>
  )
}

function TaskFacts({ task }: { task: Task }) {
  const t = useText()
  const { categories } = useTaskWords()
  const subjects = subjectsIn(task.about)
  return (
    <dl className="task-facts">
      <Fact name={t('tasks.due')}>
        <Due task={task} />
      </Fact>
      <Fact name={t('tasks.status')}>{t(`tasks.status.${task.status}`)}</Fact>
      <Fact name={t('tasks.contact')}>
        {task.contact ? (
          <Link to={`/contacts/${task.contact.id}`}>{task.contact.displayName}</Link>
        ) : (
          <span className="muted">{t('tasks.contact.none')}</span>
        )}
      </Fact>
      {subjects.length > 0 && (
        <Fact name={t('subjects.about')}>
          <SubjectChips records={subjects} />
        </Fact>
      )}
      <Fact name={t('tasks.assignee')}>{task.assignee.name}</Fact>
      <Fact name={t('tasks.category')}>
        <CategoryMark label={categories.find((one) => one.id === task.categoryId)} words />
      </Fact>
      <Fact name={t('tasks.priority')}>
        <Priority task={task} words />
      </Fact>
      {task.recurrence && <Fact name={t('tasks.recurrence')}>{rhythmWords(t, task.recurrence)}</Fact>}
    </dl>
  )
}

/** How often it comes: alle 2 Wochen, ab Erledigung. */
function rhythmWords(t: Translate, { every, unit, from }: NonNullable<Task['recurrence']>): string {
  const rhythm = t(`tasks.rhythm.${unit}`, { count: every })
  return from === 'done' ? t('tasks.rhythm.from_done', { rhythm }) : rhythm
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The steps, ticked off where they stand. */
function Steps({ task }: { task: Task }) {
  const t = useText()
  const change = useChangeTask()
  if (task.checklist.length === 0) return null
  const tick = (at: number, done: boolean) => {
    const checklist = task.checklist.map((item, index) => (index === at ? { ...item, done } : item))
    void change(task, { checklist }, t('tasks.changed.checklist', { title: task.title })).catch(complain)
  }
  return (
    <section className="task-steps" aria-label={t('tasks.checklist')}>
      <h3>{t('tasks.checklist')}</h3>
      {task.checklist.map((item, at) => (
        // eslint-disable-next-line react/no-array-index-key -- lines have no other name
        <label key={at} className="check-line">
          <input
            type="checkbox"
            className="check"
            checked={item.done}
            disabled={!task.can.includes('change')}
            onChange={(event) => tick(at, event.target.checked)}
          />
          <span className={item.done ? 'done' : ''}>{item.text}</span>
        </label>
      ))}
    </section>
  )
}
