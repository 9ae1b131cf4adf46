import type { VisitState } from './visit.ts'

/**
 * What can be done with a visit. `arrange` is what the program does by itself (routes, spreading over days, placing
 * anew): it makes nothing binding and leaves alone what was agreed with the customer. `reopen` takes "done" back.
 */
export const VISIT_COMMANDS = [
  'accept',
  'arrange',
  'move',
  'confirm',
  'reassign',
  'checkIn',
  'done',
  'noShow',
  'skip',
  'cancel',
  'markMissed',
  'reopen',
] as const
export type VisitCommand = (typeof VISIT_COMMANDS)[number]

/** States in which the customer still waits: the chain does not go on past them. */
export const OPEN_STATES = ['proposed', 'planned', 'confirmed', 'inProgress', 'missed'] as const

/** Why a command is refused. */
export type VisitRefusal =
  | 'visit.not_open' // done, skipped, cancelled, not met
  | 'visit.not_accepted' // only proposed so far
  | 'visit.not_proposed' // accepted already
  | 'visit.not_done'
  | 'visit.confirmed' // agreed with the customer
  | 'visit.under_way' // somebody is there
  | 'visit.overdue' // its day has passed

export type Outcome = { to: VisitState } | { refused: VisitRefusal }

/**
 * From which state each command leads where. Doing what is done changes nothing, so that "done" may be sent twice. A
 * proposal that is moved waits to be accepted all the same: nothing is binding before. An overdue visit can be moved, given away and left out like a planned one, or it could never leave the list.
 */
const NEXT: Record<VisitCommand, Partial<Record<VisitState, VisitState>>> = {
  accept: { proposed: 'planned' },
  arrange: { proposed: 'proposed', planned: 'planned' },
  move: { proposed: 'proposed', planned: 'planned', confirmed: 'confirmed', missed: 'planned' },
  confirm: { proposed: 'confirmed', planned: 'confirmed' },
  reassign: { proposed: 'proposed', planned: 'planned', confirmed: 'confirmed', missed: 'missed' },
  checkIn: { planned: 'inProgress', confirmed: 'inProgress', missed: 'inProgress' },
  done: { planned: 'done', confirmed: 'done', inProgress: 'done', missed: 'done', done: 'done' },
  noShow: { planned: 'noShow', confirmed: 'noShow', inProgress: 'noShow', missed: 'noShow' },
  skip: { proposed: 'skipped', planned: 'skipped', confirmed: 'skipped', missed: 'skipped' },
  cancel: { proposed: 'cancelled', planned: 'cancelled', confirmed: 'cancelled', missed: 'cancelled' },
  markMissed: { planned: 'missed', confirmed: 'missed' },
  reopen: { done: 'planned' },
}

/** The state that a command leads to, or why it is refused. */
export function allowed(state: VisitState, command: VisitCommand): Outcome {
  const to = NEXT[command][state]
  return to ? { to } : { refused: refusal(state, command) }
}

/** Whether the customer of a visit in this state still waits. */
export function isOpen(state: VisitState): boolean {
  return (OPEN_STATES as readonly VisitState[]).includes(state)
}

function refusal(state: VisitState, command: VisitCommand): VisitRefusal {
  if (command === 'reopen') return 'visit.not_done'
  if (!isOpen(state)) return 'visit.not_open'
  if (command === 'accept') return 'visit.not_proposed'
  if (state === 'proposed') return 'visit.not_accepted'
  if (state === 'inProgress') return 'visit.under_way'
  return state === 'missed' ? 'visit.overdue' : 'visit.confirmed'
}
