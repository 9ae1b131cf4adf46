import { expect, test } from 'vitest'
import { firstDraft, newCompany, patchBetween, toInput } from './draft.ts'

const empty = () => firstDraft({ kind: 'person', fields: [], by: 'me', country: 'DE' })

test('a new person begins with the rows one fills in most, looked after by whoever creates it', () => {
  const draft = empty()
  expect(draft.details.map((row) => row.kind)).toEqual(['email', 'phone', 'address'])
  expect(draft.managers).toEqual(['me'])
})

test('a country alone is no address', () => {
  const address = toInput(empty(), 'person').details?.[2]
  expect(address?.value).toEqual({
    street: '',
    houseNumber: '',
    postalCode: '',
    city: '',
    state: '',
    country: '',
  })
})

test('an employer who does not exist yet is sent by name', () => {
  const draft = { ...empty(), company: { id: newCompany, name: 'Bär KG' } }
  expect(toInput(draft, 'person')).toMatchObject({ companyName: 'Bär KG' })
  expect(toInput(draft, 'person')).not.toHaveProperty('companyId')
})

test('a change says only what differs, custom fields one by one', () => {
  const before = { ...empty(), custom: { area: 1, note: 'x' } }
  const after = { ...before, lastName: 'Bär', custom: { area: 2, note: null } }
  expect(patchBetween(before, after, 'person')).toEqual({ lastName: 'Bär', custom: { area: 2, note: null } })
})
