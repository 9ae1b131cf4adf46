import { href, element, textElement } from '../xml/write.ts'
import type { Xml } from '../xml/write.ts'
import type { By } from '#kernel/rights.ts'
import { pathOf } from '../places.ts'
import type { Place } from '../places.ts'

/** What somebody does at a place (RFC 3744, 5.4). Guests only read; whoever has a seat writes into collections. */
export function privileges(place: Place, by: By): Xml {
  const writes = by.role !== 'guest' && (place.kind === 'collection' || place.kind === 'object')
  const names = [
    'D:read',
    'D:read-acl',
    'D:read-current-user-privilege-set',
    ...(hasFreeBusy(place) ? ['C:read-free-busy'] : []),
    ...(writes ? ['D:write', 'D:write-content', 'D:write-properties', 'D:bind', 'D:unbind'] : []),
  ]
  return names.map((name) => element('D:privilege', element(name))).join('')
}

/** Everything stands for whoever asks, by rules nobody changes from here (RFC 3744, 5.5 and 5.6). */
export function accessList(place: Place, by: By): Xml {
  const who = element('D:principal', href(pathOf({ kind: 'principal', userId: by.id })))
  return element('D:ace', [who, element('D:grant', privileges(place, by)), element('D:protected')])
}

export const ACL_RESTRICTIONS: Xml = element('D:grant-only') + element('D:no-invert')

/** Which privileges there are, and which stand in which (RFC 3744, 5.3). */
export function supportedPrivileges(place: Place): Xml {
  return privilege('D:all', 'Everything', [
    privilege('D:read', 'Read', [
      privilege('D:read-acl', 'Read who may do what'),
      privilege('D:read-current-user-privilege-set', 'Read what oneself may do'),
      ...(hasFreeBusy(place) ? [privilege('C:read-free-busy', 'Read when one is taken')] : []),
    ]),
    privilege('D:write', 'Write', [
      privilege('D:write-content', 'Write objects'),
      privilege('D:write-properties', 'Write properties'),
      privilege('D:bind', 'Add objects'),
      privilege('D:unbind', 'Remove objects'),
    ]),
  ])
}

function hasFreeBusy(place: Place): boolean {
  return place.kind === 'collection' && place.collection === 'appointments'
}

function privilege(name: string, words: string, inside: Xml[] = []): Xml {
  return element('D:supported-privilege', [
    element('D:privilege', element(name)),
    textElement('D:description', words, { 'xml:lang': 'en' }),
    ...inside,
  ])
}
