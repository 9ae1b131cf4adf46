import { IconArrowRight, IconChecklist } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { subjectsIn } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { Face } from '#ui/face.tsx'
import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import type { Task } from '../../task.ts'
import { taskMenu } from '../list/task-menu.ts'
import { useChangeTask, useDeleteTask, useTaskWords } from '../task-api.ts'
import { CategoryMark, Due, Priority, StatusToggle, checklistWords } from '../task-parts.tsx'
import type { Move } from './board-columns.tsx'
import type { BoardColumn } from './columns-of.ts'
import { useDragCard } from './use-drag.ts'

interface BoardCardProps {
  task: Task
  column: BoardColumn
  columns: BoardColumn[]
  move: Move
  onKey: (event: KeyboardEvent, task: Task) => void
}

/** One task as a card. */
export function BoardCard({ task, column, columns, move, onKey }: BoardCardProps) {
  const card = useRef<HTMLLIElement>(null)
  const go = useNavigate()
  const { categories } = useTaskWords()
  const dragging = useDragCard(card, task)
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows move the card
    <li
      ref={card}
      className={dragging ? 'board-card dragging' : 'board-card'}
      data-task={task.id}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a card is reached by keys
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return
        if (event.key === 'Enter') void go(`/tasks/${task.id}`)
        else onKey(event, task)
      }}
    >
      <span className="board-card-head">
        <StatusToggle task={task} />
        <Link
          to={`/tasks/${task.id}`}
          draggable={false}
          className={task.status === 'closed' ? 'grow done' : 'grow'}
        >
          {task.title}
        </Link>
        <CardMenu {...{ task, column, columns, move }} />
      </span>
      {task.contact && <span className="cut muted board-card-contact">{task.contact.displayName}</span>}
      <SubjectChips records={subjectsIn(task.about)} />
      <span className="board-card-foot">
        <CategoryMark label={categories.find((one) => one.id === task.categoryId)} />
        <Due task={task} />
        <Priority task={task} />
        {task.checklist.length > 0 && (
          <span className="muted num task-category">
            <IconChecklist size={13} stroke={1.75} />
            {checklistWords(task)}
          </span>
        )}
        <span className="grow" />
        <span title={task.assignee.name}>
          <Face name={task.assignee.name} />
          <span className="sr-only">{task.assignee.name}</span>
        </span>
      </span>
    </li>
  )
}

function CardMenu({ task, column, columns, move }: Omit<BoardCardProps, 'onKey'>) {
  const t = useText()
  const go = useNavigate()
  const actions = { t, go, change: useChangeTask(), remove: useDeleteTask() }
  const moves: MenuItem[] = columns
    .filter((other) => other !== column && other.become)
    .map((other) => ({
      id: `move.${other.id}`,
      label: t('tasks.move_to', { column: t(other.text) }),
      icon: IconArrowRight,
      run: () => move(task, other),
    }))
  const items = task.can.includes('change') ? [...moves, { id: 'line-move', divider: true as const }] : []
  return (
    <MoreMenu
      label={t('tasks.more')}
      items={[...items, ...taskMenu(task, actions)]}
      name={t('tasks.more_of', { title: task.title })}
      small
    />
  )
}
