import { expect, test } from 'vitest'
import { abilitiesOfOwned, demandAccess, demandChange, guardOfOwned } from './owned.ts'
import { EVERYONE } from './rights.ts'
import type { By, Role } from './rights.ts'

const by = (id: string, role: Role = 'user') => ({ id, role, principals: [id, EVERYONE] }) as By
const one = { visibility: 'managers' as const, access: ['listed'], ownerId: 'owner', createdBy: 'maker' }

test('its list, its team, its owner and its creator change it; who sees it is for the last two to say', () => {
  const able = (who: By) => abilitiesOfOwned(who, one, ['worker'])
  for (const id of ['owner', 'maker']) expect(able(by(id))).toEqual(['change', 'delete', 'access'])
  for (const id of ['listed', 'worker']) expect(able(by(id))).toEqual(['change', 'delete'])
  expect(able(by('other'))).toEqual([])
  expect(able(by('other', 'admin'))).toContain('access')
  expect(() => demandAccess(by('listed'), one, { access: ['listed', 'friend'] })).toThrow('say who sees it')
  expect(() => demandAccess(by('listed'), one, { access: ['listed'], visibility: 'managers' })).not.toThrow()
})

test('hidden, only to read and changed meanwhile are told apart', () => {
  const held = { version: 3, isBinned: false }
  const refusal = (who: By, visibility: 'managers' | 'read', ifMatch = 3, where: 'live' | 'bin' = 'live') => {
    try {
      demandChange(who, held, guardOfOwned({ ...one, visibility }), { what: 'event', where, ifMatch })
      return undefined
    } catch (error) {
      return (error as { kind: string }).kind
    }
  }
  expect(refusal(by('other'), 'managers')).toBe('missing')
  expect(refusal(by('other'), 'read')).toBe('forbidden')
  expect(refusal(by('owner'), 'read', 2)).toBe('stale')
  expect(refusal(by('owner'), 'read', 3, 'bin')).toBe('missing')
  expect(refusal(by('owner'), 'managers')).toBeUndefined()
})
