import { expect, test } from 'vitest'
import { OPEN_STATES, VISIT_COMMANDS, allowed, isOpen } from './visit-states.ts'
import { VISIT_STATES } from './visit.ts'

test('a proposal is accepted, agreed with the customer, begun and done', () => {
  expect(allowed('proposed', 'accept')).toEqual({ to: 'planned' })
  expect(allowed('planned', 'confirm')).toEqual({ to: 'confirmed' })
  expect(allowed('confirmed', 'checkIn')).toEqual({ to: 'inProgress' })
  expect(allowed('inProgress', 'done')).toEqual({ to: 'done' })
})

test('done may be said twice, and taken back', () => {
  expect(allowed('done', 'done')).toEqual({ to: 'done' })
  expect(allowed('done', 'reopen')).toEqual({ to: 'planned' })
  expect(allowed('planned', 'reopen')).toEqual({ refused: 'visit.not_done' })
})

test('moving a proposal does not accept it, moving what was agreed leaves it agreed, what is overdue is ahead again', () => {
  expect(allowed('proposed', 'move')).toEqual({ to: 'proposed' })
  expect(allowed('confirmed', 'move')).toEqual({ to: 'confirmed' })
  expect(allowed('missed', 'move')).toEqual({ to: 'planned' })
})

test('a proposal cannot be done, an agreed visit is not rearranged', () => {
  expect(allowed('proposed', 'done')).toEqual({ refused: 'visit.not_accepted' })
  expect(allowed('confirmed', 'arrange')).toEqual({ refused: 'visit.confirmed' })
})

test('what is over takes no command but the ones that take it back or say it again', () => {
  const over = VISIT_STATES.filter((state) => !isOpen(state))
  expect(over).toEqual(['done', 'noShow', 'skipped', 'cancelled'])
  const taken = over.flatMap((state) =>
    VISIT_COMMANDS.filter((command) => 'to' in allowed(state, command)).map(
      (command) => `${state} ${command}`,
    ),
  )
  expect(taken).toEqual(['done done', 'done reopen'])
  expect(allowed('skipped', 'move')).toEqual({ refused: 'visit.not_open' })
})

test('every open state can come to an end', () => {
  for (const state of OPEN_STATES) {
    const ends = VISIT_COMMANDS.some((command) => {
      const outcome = allowed(state, command)
      return 'to' in outcome && !isOpen(outcome.to)
    })
    expect(ends, state).toBe(true)
  }
})
