import { IconBrandWindows, IconCalendar, IconLayoutKanban } from '@tabler/icons-react'
import { Suspense, useMemo } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import { subjectsIn } from '#features/subjects/subject.ts'
import { useViews } from '#features/views/web/use-views.ts'
import { apiRoot } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { FileMenu } from '#ui/file-menu.tsx'
import { lazy } from '#ui/lazy.ts'
import type { Card, ListDescription, RowKey } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useText } from '#ui/texts.ts'
import type { Task } from '../../task.ts'
import { openTaskForm } from '../dialogs.ts'
import { QuickBar } from '../quick/quick-bar.tsx'
import { useChangeTask, useDeleteTask, useTaskWords, useToggleTask } from '../task-api.ts'
import { StatusToggle, dueWords } from '../task-parts.tsx'
import { useAskedAbout } from './asked-about.ts'
import { useTaskBulk } from './bulk-actions.ts'
import { taskColumns } from './task-columns.tsx'
import { taskFilters, taskPresets } from './task-filters.ts'
import { taskMenu } from './task-menu.ts'
import { paramsOf, questionOf } from '#ui/list/question-of.ts'

const question = questionOf<Task>('/tasks')

const TaskPeek = lazy(() => import('../task-peek.tsx').then((m) => ({ default: m.TaskPeek })))

/** The list of all tasks one may see. */
export function TaskListScreen() {
  const t = useText()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('tasks.title')} text={t('tasks.guests')} />
  return (
    <div className="tasks">
      <QuickBar />
      <TaskList />
    </div>
  )
}

function TaskList() {
  const t = useText()
  const go = useNavigate()
  const { search } = useLocation()
  const [, setParams] = useSearchParams()
  const { views, save, remove } = useViews('tasks')
  const actions = { t, go, change: useChangeTask(), remove: useDeleteTask() }
  const open = (task: Task) => void go(`/tasks/${task.id}`)
  const onSaveView: Parameters<typeof save>[0] extends infer View ? (view: View) => void : never = (view) =>
    void save(view).then(
      (saved) =>
        saved &&
        setParams(
          (params) => {
            params.set('view', saved.id)
            return params
          },
          { replace: true },
        ),
    )
  return (
    <List
      description={useDescription()}
      onOpen={open}
      renderPeek={(id) => (
        <Suspense>
          <TaskPeek key={id} id={id} />
        </Suspense>
      )}
      rowMenu={(task) => taskMenu(task, { ...actions, open })}
      rowKeys={useRowKeys()}
      views={[...taskPresets(t), ...views]}
      onSaveView={onSaveView}
      onDeleteView={(view) => void remove(view)}
      bulkActions={useTaskBulk()}
      renderTools={({ state }) => (
        <>
          <FileMenu
            label={t('tasks.as_files')}
            className="button ghost bar-button"
            bare
            files={[
              { label: t('tasks.list_for_outlook'), icon: IconBrandWindows, address: outlookFile(state) },
              { label: t('tasks.all_as_file'), icon: IconCalendar, address: `${apiRoot}/tasks.ics` },
            ]}
          />
          <Link
            className="button ghost bar-button"
            to={`/tasks/board${search}`}
            aria-label={t('tasks.board')}
          >
            <IconLayoutKanban size={16} stroke={1.75} />
            <span>{t('tasks.board')}</span>
          </Link>
        </>
      )}
      empty={
        <EmptyList title={t('tasks.empty_title')} text={t('tasks.empty')}>
          <button type="button" className="button primary" onClick={() => void openTaskForm({})}>
            {t('tasks.new')}
          </button>
        </EmptyList>
      }
    />
  )
}

function outlookFile(state: Parameters<typeof paramsOf>[0]): string {
  return `${apiRoot}/exports/tasks.outlook.csv?${paramsOf(state)}`
}

function useDescription(): ListDescription<Task> {
  const t = useText()
  const { categories, users } = useTaskWords()
  const asked = useAskedAbout()
  return useMemo(() => {
    const known = { categories, users }
    return {
      id: 'tasks',
      kind: 'task',
      title: 'tasks.title',
      countText: 'tasks.count',
      columns: taskColumns(known, t),
      filters: taskFilters(known, t, asked),
      defaultSort: 'dueDate',
      oneWay: true,
      rowId: (task) => task.id,
      rowName: (task) => task.title,
      card: cardOf,
      ...question,
    }
  }, [categories, users, asked, t])
}

function cardOf(task: Task): Card {
  return {
    mark: <StatusToggle task={task} inRow />,
    title: task.title,
    subtitle: [
      task.contact?.displayName,
      ...subjectsIn(task.about).map(({ title }) => title),
      task.assignee.name,
    ]
      .filter(Boolean)
      .join(' · '),
    side: <span className={task.overdue ? 'task-due overdue' : 'task-due'}>{dueWords(task)}</span>,
  }
}

function useRowKeys(): RowKey<Task>[] {
  const toggle = useToggleTask()
  const remove = useDeleteTask()
  return [
    {
      id: 'task.toggle',
      text: 'tasks.key.toggle',
      keys: ['d'],
      run: (task) => task.can.includes('change') && toggle(task),
    },
    {
      id: 'task.edit',
      text: 'tasks.key.edit',
      keys: ['e'],
      run: (task) => task.can.includes('change') && void openTaskForm({ task }),
    },
    {
      id: 'task.delete',
      text: 'tasks.key.delete',
      keys: ['Delete'],
      run: (task) => task.can.includes('delete') && void remove(task),
    },
  ]
}
