import { expect, test } from 'vitest'
import { openPushed, showPushed } from './push-worker.ts'

const payload = { title: 'Erinnerung: Müller', body: 'heute', url: '/open/visit/1', tag: 'a' }

test('a message is shown under its tag, and knows what a click opens', async () => {
  const shown: [string, object][] = []
  const registration = {
    showNotification: (title: string, options: object) => Promise.resolve(void shown.push([title, options])),
  }
  await showPushed({ data: { json: () => payload } }, registration)
  await showPushed({ data: null }, registration)
  expect(shown).toEqual([
    [payload.title, expect.objectContaining({ body: 'heute', tag: 'a', data: { url: '/open/visit/1' } })],
    ['Kontor', expect.objectContaining({ data: { url: '/' } })],
  ])
})

test('a click goes to a window that is open, else opens one', async () => {
  const did: string[] = []
  const note = (what: string) => Promise.resolve(void did.push(what))
  const notification = { data: { url: payload.url }, close: () => void did.push('close') }
  const window = { url: '/', focus: () => note('focus'), navigate: (url: string) => note(`navigate ${url}`) }
  const openWindow = (url: string) => note(`open ${url}`)
  await openPushed({ notification }, { matchAll: () => Promise.resolve([window]), openWindow })
  await openPushed({ notification }, { matchAll: () => Promise.resolve([]), openWindow })
  expect(did).toEqual(['close', 'focus', 'navigate /open/visit/1', 'close', 'open /open/visit/1'])
})
