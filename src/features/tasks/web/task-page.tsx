import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useUser } from '#ui/api/session.ts'
import { used } from '#ui/recent.ts'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import { taskQuery } from './task-api.ts'
import { TaskView } from './task-peek.tsx'

/** One task as a page: on the phone, from the search, from a notification. */
export function TaskPage() {
  const t = useText()
  const user = useUser()
  const { id = '' } = useParams()
  const { data: task, error } = useQuery(taskQuery(id))
  useRecordName(task?.title)
  const title = task?.title
  useEffect(() => {
    if (title !== undefined) used(user.id, { kind: 'task', id, title, subtitle: null, mark: null })
  }, [user.id, id, title])
  if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) return <NotFoundPage />
  if (error && !task) throw error
  if (!task) return null
  return (
    <div className="task-page">
      <Link className="button ghost small" to="/tasks">
        <IconArrowLeft size={14} stroke={1.75} />
        {t('tasks.title')}
      </Link>
      <TaskView task={task} />
    </div>
  )
}
