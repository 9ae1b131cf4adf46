import { useQueries } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { ListState } from '#ui/list/list-state.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Task } from '../../task.ts'
import { paramsOf } from '#ui/list/question-of.ts'
import { tasksQuery, useChangeTask } from '../task-api.ts'
import { BoardCard } from './board-card.tsx'
import { placeBetween } from './columns-of.ts'
import type { BoardColumn } from './columns-of.ts'
import { useDropColumn } from './use-drag.ts'

/** So many cards stand in a column; more are found by filtering. */
const CARDS = 100

interface BoardColumnsProps {
  columns: BoardColumn[]
  state: ListState
  /** Cards keep the place they were put at; else they stand by when they are due. */
  ordered: boolean
}

/** Moves a task to a place in a column. */
export type Move = (task: Task, column: BoardColumn, place?: number) => void

/** The columns with their cards: by pointer, by the menu of a card, or with Shift and the arrows. */
export function BoardColumns({ columns, state, ordered }: BoardColumnsProps) {
  const t = useText()
  const change = useChangeTask()
  const [told, setTold] = useState('')
  const board = useRef<HTMLDivElement>(null)
  const answers = useQueries({ queries: columns.map((column) => tasksQuery(searchOf(column, state))) })
  const cards = columns.map((column, at) =>
    inOrder(answers[at]?.data?.items.filter(column.holds) ?? [], ordered),
  )
  const move: Move = (task, column, place) => {
    if (!column.become || !task.can.includes('change')) return
    const others = (cards[columns.indexOf(column)] ?? []).filter((one) => one.id !== task.id)
    const at = place ?? others.length
    const position = ordered ? { position: placeBetween(others[at - 1], others[at]) } : {}
    const words = t('tasks.moved', { title: task.title, column: t(column.text) })
    setTold(words)
    void change(task, { ...column.become(task), ...position }, words).catch(complain)
    requestAnimationFrame(() =>
      board.current?.querySelector<HTMLElement>(`[data-task="${task.id}"]`)?.focus(),
    )
  }
  const onKey = (event: KeyboardEvent, task: Task) => {
    const step = stepOf(event.key)
    if (!step) return
    const [across, along] = step
    const from = cards.findIndex((some) => some.some((one) => one.id === task.id))
    const at = (cards[from] ?? []).findIndex((one) => one.id === task.id)
    event.preventDefault()
    event.stopPropagation()
    if (!event.shiftKey) return focus(board.current, cards, from + across, across === 0 ? at + along : at)
    const column = columns[from + across]
    if (column && (across !== 0 || ordered)) move(task, column, across === 0 ? Math.max(0, at + along) : 0)
  }
  return (
    <div className="board-columns" ref={board}>
      <span className="sr-only" role="status">
        {told}
      </span>
      {columns.map((column, at) => (
        <Column
          key={column.id}
          {...{ column, columns, move, onKey }}
          cards={cards[at] ?? []}
          pending={answers[at]?.isPending ?? true}
          failed={Boolean(answers[at]?.error && !answers[at]?.data)}
          isMore={Boolean(answers[at]?.data?.nextCursor)}
        />
      ))}
    </div>
  )
}

interface ColumnProps {
  column: BoardColumn
  columns: BoardColumn[]
  cards: Task[]
  pending: boolean
  failed: boolean
  isMore: boolean
  move: Move
  onKey: (event: KeyboardEvent, task: Task) => void
}

function Column({ column, columns, cards, pending, failed, isMore, move, onKey }: ColumnProps) {
  const t = useText()
  const list = useRef<HTMLUListElement>(null)
  const isOver = useDropColumn(list, (task, place) => move(task, column, place), Boolean(column.become))
  return (
    <section className={isOver ? 'board-column over' : 'board-column'} aria-label={t(column.text)}>
      <h2>
        {t(column.text)}
        <span className="muted num">{isMore ? `${cards.length}+` : cards.length}</span>
      </h2>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be reached by keys */}
      <ul ref={list} tabIndex={cards.length > 0 ? -1 : 0} aria-label={t(column.text)}>
        {cards.map((task) => (
          <BoardCard key={task.id} {...{ task, column, columns, move, onKey }} />
        ))}
        {failed && <li className="board-empty">{t('tasks.failed')}</li>}
        {!pending && !failed && cards.length === 0 && (
          <li className="board-empty">{t('tasks.column.empty')}</li>
        )}
        {isMore && <li className="board-empty">{t('tasks.column.more')}</li>}
      </ul>
    </section>
  )
}

function searchOf(column: BoardColumn, { q, filters }: ListState): string {
  const params = paramsOf({ q, sort: '', filters: { ...filters, ...column.params } })
  params.set('limit', String(CARDS))
  return String(params)
}

/** A card that was just moved stands in its new place before the server has said so. */
function inOrder(tasks: Task[], ordered: boolean): Task[] {
  return ordered ? tasks.toSorted((a, b) => a.position - b.position) : tasks
}

function stepOf(key: string): [across: number, along: number] | undefined {
  const steps: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  return steps[key]
}

function focus(board: HTMLElement | null, cards: Task[][], column: number, at: number): void {
  const some = cards[column] ?? []
  const task = some[Math.max(0, Math.min(at, some.length - 1))]
  if (task) board?.querySelector<HTMLElement>(`[data-task="${task.id}"]`)?.focus()
}
