import type { ContactNew } from '#features/contacts/contact.ts'
import type { Suggestion, TakeoverItem } from '../../takeover.ts'

const MOST = 6

/** Whom the suggestions of these items name most often; where that is equal, as they were ranked. */
export function mostSuggested(items: readonly Pick<TakeoverItem, 'suggestions'>[]): Suggestion[] {
  const byContact = Map.groupBy(
    items.flatMap(({ suggestions }) => suggestions.map((one, place) => ({ one, place }))),
    ({ one }) => one.contactId,
  )
  return [...byContact.values()]
    .toSorted((a, b) => b.length - a.length || placeOf(a) - placeOf(b))
    .slice(0, MOST)
    .flatMap(([first]) => (first ? [first.one] : []))
}

function placeOf(of: readonly { place: number }[]): number {
  return Math.min(...of.map(({ place }) => place))
}

/** A new contact begins with what the item says of who wrote or invites. */
export function contactDraft({ head, area }: Pick<TakeoverItem, 'head' | 'area'>): Partial<ContactNew> {
  const [first = null] = head.people
  const other = area === 'mail' && !head.outgoing ? head.from : (first ?? head.from)
  if (!other) return {}
  const words = (other.name.includes('@') ? '' : other.name).split(' ').filter(Boolean)
  const lastName = words.at(-1)
  return {
    ...(lastName !== undefined && { lastName, firstName: words.slice(0, -1).join(' ') }),
    details: [{ kind: 'email', category: 'work', value: other.email, primary: true }],
  }
}
