import { OpportunityBoardScreen } from '#features/opportunities/web/board/opportunity-board.tsx'
import { Suspense } from 'react'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'

const Next = lazy(() =>
  saying('tasks', import('#features/tasks/web/list/nearest-task.tsx')).then((m) => ({
    default: m.NextTask,
  })),
)

/** The board with the next open task on each card. */
export function BoardScreen() {
  return <OpportunityBoardScreen Next={NextOnCard} />
}

function NextOnCard({ id }: { id: string }) {
  return (
    <Suspense>
      <Next opportunityId={id} />
    </Suspense>
  )
}
