import { expect, test } from 'vitest'
import type { Head, Suggestion } from '../../takeover.ts'
import { contactDraft, mostSuggested } from './assignment.ts'

const suggestion = (name: string): Suggestion => ({
  contactId: name,
  name,
  kind: 'person',
  reasons: ['name'],
})
const of = (...names: string[]) => ({ suggestions: names.map(suggestion) })
const head: Head = {
  title: '',
  from: { name: 'Petra Maria Probst', email: 'petra@probst.example' },
  people: [{ name: '', email: 'anna@muster.example' }],
  peopleCount: 1,
  size: null,
  hasAttachments: false,
  outgoing: false,
  internal: false,
  start: null,
  end: null,
  allDay: false,
  repeats: false,
  kind: 'mail',
  status: null,
}

test('for several items those come first who are named most often, then those ranked higher', () => {
  const ranked = mostSuggested([of('Anna', 'Ben'), of('Cora', 'Ben'), of()])
  expect(ranked.map(({ name }) => name)).toEqual(['Ben', 'Anna', 'Cora'])
})

test('a new contact begins with the sender, or with whom one wrote to', () => {
  expect(contactDraft({ area: 'mail', head })).toMatchObject({
    firstName: 'Petra Maria',
    lastName: 'Probst',
    details: [{ value: 'petra@probst.example' }],
  })
  const sent = contactDraft({ area: 'mail', head: { ...head, outgoing: true } })
  expect(sent).toEqual({
    details: [{ kind: 'email', category: 'work', value: 'anna@muster.example', primary: true }],
  })
  expect(contactDraft({ area: 'task', head: { ...head, from: null, people: [] } })).toEqual({})
})
