import type { CardChoice, CardOffer } from './people-import.ts'

/** Whom somebody of an address book works for, as it was said in the list. */
export type Employer =
  | { kind: 'known'; id: string; name: string }
  | { kind: 'new'; name: string }
  /** A private person. */
  | { kind: 'none' }

/** What is wanted with a card of the list. */
export interface CardDecision {
  ticked: boolean
  employer: Employer | null
  /** Not made anew: this contact and the card are the same one. */
  linkTo: { id: string; name: string } | null
}

/** Why a card cannot be ticked as it stands. */
export type Hindrance = 'sure' | 'twin' | 'employer'

/** What is proposed: whoever is new and whose company is beyond doubt is taken over, nobody else. */
export function proposedFor(offer: CardOffer): CardDecision {
  const { verdict, twin, companies, kind } = offer
  const match = companies.matches.find(({ companyId }) => companyId === companies.chosen)
  const employer: Employer | null = match
    ? { kind: 'known', id: match.companyId, name: match.displayName }
    : null
  const isNew = verdict === 'none' && twin === null
  return { ticked: isNew && (kind === 'company' || employer !== null), employer, linkTo: null }
}

/**
 * What stands against taking a card over; undefined when nothing does. Who is surely there is linked or left; of two
 * cards of the list that are surely the same one, one is taken.
 */
export function hindranceOf(
  { verdict, kind, twin }: CardOffer,
  { employer, linkTo }: CardDecision,
  isTicked: (id: string) => boolean,
): Hindrance | undefined {
  if (linkTo) return undefined
  if (verdict === 'sure') return 'sure'
  if (twin?.verdict === 'sure' && isTicked(twin.id)) return 'twin'
  return kind === 'person' && employer === null ? 'employer' : undefined
}

/** The decision in the words of the API. */
export function choiceOf({ kind }: Pick<CardOffer, 'kind'>, { employer, linkTo }: CardDecision): CardChoice {
  if (linkTo) return { contactId: linkTo.id }
  if (kind === 'company' || employer === null) return {}
  if (employer.kind === 'none') return { alone: true }
  return employer.kind === 'known' ? { companyId: employer.id } : { companyName: employer.name }
}
