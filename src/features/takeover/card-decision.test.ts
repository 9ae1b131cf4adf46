import { expect, test } from 'vitest'
import { choiceOf, hindranceOf, proposedFor } from './card-decision.ts'
import type { CardOffer } from './people-import.ts'

const firm = {
  companyId: 'firm',
  displayName: 'Muster Werke GmbH',
  confidence: 0.98,
  reasons: ['domain' as const],
}
const offer = (part: Partial<CardOffer> = {}): CardOffer => ({
  id: 'one',
  book: 'Kunden',
  kind: 'person',
  name: 'Nora Neumann',
  position: '',
  company: '',
  emails: [],
  phones: [],
  hasPhoto: false,
  state: 'open',
  contactId: null,
  fault: null,
  verdict: 'none',
  hits: [],
  companies: { matches: [firm], chosen: 'firm' },
  twin: null,
  ...part,
})
const nobody = () => false

test('who is new and whose company is sure is proposed, a possible double never', () => {
  expect(proposedFor(offer())).toEqual({
    ticked: true,
    employer: { kind: 'known', id: 'firm', name: 'Muster Werke GmbH' },
    linkTo: null,
  })
  expect(proposedFor(offer({ verdict: 'possible' })).ticked).toBe(false)
  expect(proposedFor(offer({ twin: { id: 'two', name: 'N.', verdict: 'possible' } })).ticked).toBe(false)
  expect(proposedFor(offer({ companies: { matches: [firm], chosen: null } }))).toMatchObject({
    ticked: false,
    employer: null,
  })
  expect(proposedFor(offer({ kind: 'company', companies: { matches: [], chosen: null } })).ticked).toBe(true)
})

test('who is surely there can be linked, never made anew', () => {
  const sure = offer({ verdict: 'sure' })
  expect(hindranceOf(sure, proposedFor(sure), nobody)).toBe('sure')
  const linked = { ...proposedFor(sure), linkTo: { id: 'her', name: 'Nora Neumann' } }
  expect(hindranceOf(sure, linked, nobody)).toBeUndefined()
  expect(choiceOf(sure, linked)).toEqual({ contactId: 'her' })
})

test('of two cards that are the same one only one is taken', () => {
  const twin = offer({ id: 'two', twin: { id: 'one', name: 'Nora Neumann', verdict: 'sure' } })
  expect(hindranceOf(twin, proposedFor(twin), (id) => id === 'one')).toBe('twin')
  expect(hindranceOf(twin, proposedFor(twin), nobody)).toBeUndefined()
})

test('a person needs a company, or has to be said to have none', () => {
  const alone = offer({ companies: { matches: [], chosen: null } })
  const proposed = proposedFor(alone)
  expect(hindranceOf(alone, proposed, nobody)).toBe('employer')
  expect(choiceOf(alone, { ...proposed, employer: { kind: 'none' } })).toEqual({ alone: true })
  expect(choiceOf(alone, { ...proposed, employer: { kind: 'new', name: 'Neu AG' } })).toEqual({
    companyName: 'Neu AG',
  })
  expect(choiceOf(offer({ kind: 'company' }), proposedFor(offer()))).toEqual({})
})
