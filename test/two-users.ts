import { afterAll, beforeAll } from 'vitest'
import { startApp } from './app.ts'
import type { Person, TestApp } from './app.ts'

export let app: TestApp
export let mine: Person
export let other: Person
export let guest: Person

/** For the top of a test file: a house of its own, with two users and a guest in it. */
export function inviteTwoUsers(): void {
  beforeAll(async () => {
    app = await startApp()
    mine = await app.person('user', 'Mia Mein')
    other = await app.person('user', 'Otto Ander')
    guest = await app.person('guest', 'Gerd Gast')
  })
  afterAll(() => app.close())
}
