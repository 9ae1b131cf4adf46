import { expect, test } from 'vitest'
import { foldEntries } from './fold-entries.ts'
import type { RunEntry } from './fold-entries.ts'

let clock = 0
const entry = (recordId: string, verb: string, more: Partial<RunEntry> = {}): RunEntry => ({
  recordId,
  kind: 'contact',
  action: `contact.${verb}`,
  title: recordId,
  diff: [],
  version: ++clock,
  at: `2026-11-21T08:00:0${clock}Z`,
  ...more,
})

test('a record that is made and changed by a run was not there before', () => {
  const [step] = foldEntries([
    entry('a', 'created', { diff: [{ field: 'lastName', from: null, to: 'Alt' }] }),
    entry('a', 'changed', { diff: [{ field: 'lastName', from: 'Alt', to: 'Neu' }], title: 'Neu' }),
  ])
  expect(step).toMatchObject({ was: 'none', changes: [], title: 'Neu', version: clock })
})

test('changes of a field become one, from the first value to the last', () => {
  const [step] = foldEntries([
    entry('a', 'changed', { diff: [{ field: 'class', from: null, to: 'A' }] }),
    entry('a', 'changed', {
      diff: [
        { field: 'class', from: 'A', to: 'B' },
        { field: 'industry', to: 'Bau' },
      ],
    }),
  ])
  expect(step?.changes).toEqual([
    { field: 'class', from: null, to: 'B' },
    { field: 'industry', from: null, to: 'Bau' },
  ])
})

test('what was changed back is no change', () => {
  const [step] = foldEntries([
    entry('a', 'changed', { diff: [{ field: 'tags', from: ['x'], to: [] }] }),
    entry('a', 'changed', { diff: [{ field: 'tags', from: [], to: ['x'] }] }),
  ])
  expect(step?.changes).toEqual([])
})

test('a record that came out of the bin goes back there, one that was deleted comes back', () => {
  const steps = foldEntries([entry('a', 'restored'), entry('b', 'deleted'), entry('c', 'changed')])
  expect(steps.map(({ id, was }) => [id, was])).toEqual([
    ['a', 'bin'],
    ['b', 'live'],
    ['c', 'live'],
  ])
})
