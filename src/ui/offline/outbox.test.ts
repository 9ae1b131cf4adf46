import { describe, expect, test } from 'vitest'
import { asNote, judge, onTopOfTheirs, ready, withSentFiles, withWaiting } from './outbox.ts'
import type { Command } from './outbox.ts'
import { waitingFiles } from './waiting-file.ts'

const done: Command = {
  id: 'key-1',
  owner: 'anna',
  kind: 'visit.done',
  title: 'Bäckerei Bach',
  at: '2026-11-20T08:00:00.000Z',
  path: '/visits/v1/done',
  recordId: 'v1',
  contactId: 'c1',
  version: 3,
  body: { report: 'Alles gut', outcome: 'Erfolg', files: ['waiting-1', 'f2'] },
  state: 'waiting',
}

describe('what an answer means', () => {
  test('no answer, a sleeping server and a lost session leave it waiting', () => {
    for (const status of [undefined, 401, 429, 500, 502, 503])
      expect(judge(done, status === undefined ? {} : { status })).toBe('later')
  })
  test('changed, closed and gone are clashes; other refusals are final', () => {
    for (const status of [404, 409, 412]) expect(judge(done, { status })).toBe('clash')
    for (const status of [400, 403, 413, 422]) expect(judge(done, { status })).toBe('refused')
  })
  test('done already with the same words is done; with others both are shown', () => {
    const reply = (report: string) => ({ status: 200, body: { visit: { report } } })
    expect(judge(done, reply('Alles gut'))).toBe('sent')
    expect(judge(done, reply('War schon da'))).toBe('clash')
    expect(judge({ ...done, body: { report: '' } }, reply('War schon da'))).toBe('sent')
  })
})

describe('what goes over', () => {
  test('only what is mine, in order, and nothing past a clash of the same visit', () => {
    const clash: Command = { ...done, id: 'a', state: 'clash' }
    const later: Command = { ...done, id: 'b' }
    const other: Command = { ...done, id: 'c', recordId: 'v2' }
    const theirs: Command = { ...done, id: 'd', owner: 'bert', recordId: 'v3' }
    expect(ready([clash, later, other, theirs], 'anna').map(({ id }) => id)).toEqual(['c'])
  })
  test('photos go under the ids the server gave them', () => {
    expect(waitingFiles(done.body)).toEqual(['waiting-1'])
    expect(withSentFiles(done.body, new Map([['waiting-1', 'f1']]))['files']).toEqual(['f1', 'f2'])
  })
})

describe('a clash is settled by a person', () => {
  const clash: Command = { ...done, state: 'clash', code: 'stale', theirs: { version: 5 } }
  test('for mine: on top of what they have, as a command of its own', () => {
    expect(onTopOfTheirs(clash, 'key-2')).toEqual({ ...done, id: 'key-2', version: 5 })
  })
  test('for theirs: my words stay as a note', () => {
    expect(asNote(clash, 'key-3')).toMatchObject({
      kind: 'history.note',
      path: '/history',
      body: { contactId: 'c1', category: 'note', text: 'Erfolg\nAlles gut', files: ['waiting-1', 'f2'] },
    })
    expect(asNote({ ...clash, body: {} }, 'key-3')).toBeUndefined()
  })
})

test('the screens show what waits as if it had gone over', () => {
  const visit = { id: 'v1', state: 'planned', report: '' }
  expect(withWaiting(visit, [done])).toEqual({
    ...visit,
    state: 'done',
    report: 'Alles gut',
    outcome: 'Erfolg',
  })
  expect(withWaiting(visit, [{ ...done, kind: 'visit.noShow', body: {} }]).state).toBe('noShow')
  expect(withWaiting(visit, [{ ...done, state: 'clash' }])).toEqual(visit)
})
