import { isSame } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { LeftReason, Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'
import { writeState } from './change-task.ts'
import { checkTask } from './check-task.ts'
import { moveTask } from './move-task.ts'
import type { TasksDb } from './tables.ts'
import { mayChangeTask } from './task-access.ts'
import { holdTask } from './task-state.ts'
import type { HeldTask, TaskState } from './task-state.ts'
import { forgetTimeline } from './tell-timeline.ts'

/** How runs are taken back from tasks: what they made goes to the bin, what they changed gets its old values. */
export const taskUndo: UndoKind<TasksDb> = {
  kind: 'task',
  async revert(tx, by, { runId, reversals }) {
    const answers: Reverted[] = []
    const reopened: HeldTask[] = []
    for (const reversal of reversals) {
      const { answer, task } = await revertTask(tx, by, reversal)
      answers.push(answer)
      const isReopened = reversal.changes.some(({ field, to }) => field === 'status' && to === 'closed')
      if (task && isReopened && answer === 'changed') reopened.push(task)
    }
    await forgetTimeline(tx, by, runId, reopened)
    await announceTasks(tx, by)
    return answers
  },
}

/** One word for many tasks: whoever has the list open asks again for what they may see. */
export function announceTasks(tx: Tx<TasksDb>, by: By): Promise<void> {
  return announce(tx, by, { kind: 'task', id: '*', action: 'task.changed', readers: 'everyone' })
}

async function revertTask(
  tx: Tx<TasksDb>,
  by: By,
  reversal: Reversal,
): Promise<{ answer: Reverted; task?: HeldTask }> {
  const task = await holdTask(tx, reversal.id).catch(() => undefined)
  if (!task) return { answer: { left: 'gone' } }
  const left = whyLeft(by, task, reversal)
  if (left) return { answer: { left } }
  const to = reversal.was === 'live' ? 'live' : 'bin'
  const from = task.isBinned ? 'bin' : 'live'
  try {
    const changed = await giveBack(tx, by, task, reversal.changes)
    if (from === to) return { answer: changed === task ? 'same' : 'changed', task }
    await moveTask(tx, by, changed, to)
    return { answer: to === 'bin' ? 'deleted' : 'restored', task }
  } catch (error) {
    if (error instanceof Problem) return { answer: { left: 'refused' } }
    throw error
  }
}

function whyLeft(by: By, task: HeldTask, { version, changes }: Reversal): LeftReason | undefined {
  // Whoever gave their tasks away in the run may take them back.
  const former = changes.find(({ field }) => field === 'assigneeId')?.from
  const mayOnce = typeof former === 'string' && former === by.id && by.role !== 'guest'
  if (!mayOnce && !mayChangeTask(by, { ...task.state, createdBy: task.createdBy })) return 'forbidden'
  const isAnother = changes.some((change) => !isSame(task.state[change.field as keyof TaskState], change.to))
  return version !== null && task.version !== version && (isAnother || changes.length === 0)
    ? 'changed'
    : undefined
}

async function giveBack(
  tx: Tx<TasksDb>,
  by: By,
  task: HeldTask,
  changes: readonly FieldChange[],
): Promise<HeldTask> {
  if (changes.length === 0) return task
  const former = Object.fromEntries(changes.map(({ field, from }) => [field, from])) as Partial<TaskState>
  const { categoryId, assigneeId } = former
  await checkTask(tx, by, { categoryId, assigneeId })
  return writeState(tx, by, task, { ...task.state, ...former })
}
