import { Suspense } from 'react'
import { lazy } from '#ui/lazy.ts'

const Board = lazy(() => import('./board/task-board.tsx').then((m) => ({ default: m.TaskBoardScreen })))

// What the addresses of tasks show; the frame knows them by one name only.
export { TaskListScreen } from './list/task-list.tsx'
export { TaskPage } from './task-page.tsx'

/** The board, with what it takes to drag. */
export function TaskBoard() {
  return (
    <Suspense>
      <Board />
    </Suspense>
  )
}
