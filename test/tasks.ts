import { beforeEach, expect } from 'vitest'
import { inviteTwoUsers, mine } from './two-users.ts'

/** Tasks of one test alone are found by `q=<mark>`. */
export let mark = ''
let round = 0

/** For the top of a test file: two users, and a mark of its own for each test. */
export function openTasks(): void {
  inviteTwoUsers()
  beforeEach(() => {
    mark = `probe${++round}x`
  })
}

export async function make(input: object = {}, who = mine) {
  const reply = await who.post('/tasks', {
    title: 'Anrufen',
    dueDate: '2026-12-01',
    description: mark,
    ...input,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

export async function contactOf(input: object = {}, who = mine) {
  return (await who.post('/contacts', { kind: 'person', lastName: 'Kunde', ...input })).body
}

export async function list(query = '', who = mine) {
  const reply = await who.get(`/tasks?q=${mark}&${query}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

export async function titles(query = '', who = mine): Promise<string[]> {
  return (await list(query, who)).items.map((task: { title: string }) => task.title)
}

export function day(after: number): string {
  return Temporal.Now.plainDateISO('Europe/Berlin').add({ days: after }).toString()
}
