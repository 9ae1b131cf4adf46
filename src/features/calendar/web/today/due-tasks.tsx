import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Task } from '#features/tasks/task.ts'
import { useChangeTask } from '#features/tasks/web/task-api.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'

const LINES = 8

/** What is due today, what should have been done; ticked here, and taken back. */
export function DueTasks({ day }: { day: string }) {
  const t = useText()
  const { data: { items: tasks, total = 0 } = { items: [] as Task[] } } = useQuery({
    queryKey: ['task', 'today', day],
    queryFn: ({ signal }) =>
      ask<{ items: Task[]; total?: number }>(
        'GET',
        `/tasks?assignee=me&status=open&status=started&dueTo=${day}&limit=${LINES}&count=capped`,
        { signal },
      ),
  })
  const change = useChangeTask()
  const close = (task: Task) =>
    void change(task, { status: 'closed' }, t('today.done', { title: task.title })).catch(complain)
  if (tasks.length === 0) return null
  return (
    <section className="today-part" aria-label={t('today.tasks')}>
      <h2>
        {t('today.tasks')} <span className="muted num">{total}</span>
      </h2>
      <ul className="today-lines">
        {tasks.map((task) => (
          <li key={task.id}>
            <label className="today-tick">
              <input
                type="checkbox"
                className="check"
                checked={false}
                onChange={() => close(task)}
                aria-label={t('today.close_task', { title: task.title })}
              />
            </label>
            <span className="grow">
              <Link className="cut today-task" to={`/tasks/${task.id}`}>
                {task.title}
              </Link>
              {task.contact && <span className="muted cut">{task.contact.displayName}</span>}
            </span>
            {task.dueDate < day ? (
              <span className="today-late" title={t('today.overdue', { day: formatDay(task.dueDate) })}>
                {formatDay(task.dueDate)}
              </span>
            ) : (
              <span className="muted num">{task.dueTime}</span>
            )}
          </li>
        ))}
      </ul>
      {total > tasks.length && (
        <Link to="/tasks?assignee=me&status=open&status=started" className="today-all">
          {t('today.all_tasks')}
        </Link>
      )}
    </section>
  )
}
