import { z } from 'zod'
import { companyMatchAnswer } from '#features/duplicates/company-hit.ts'
import { duplicateHit, verdict } from '#features/duplicates/verdict.ts'
import { invalid } from '#kernel/problem.ts'
import type { Problem } from '#kernel/problem.ts'

/**
 * What became of a card that is offered. `duplicate`: surely there already, so it was not taken over; `gone`: it is not
 * in the address book any more; `ignored`: never to be offered again.
 */
export const OFFER_STATES = [
  'open',
  'chosen',
  'imported',
  'linked',
  'duplicate',
  'failed',
  'gone',
  'ignored',
] as const
export const offerState = z.enum(OFFER_STATES)
export type OfferState = z.infer<typeof offerState>

/** What is wanted with a card: one of these says where the person belongs, or who they are already. */
export const cardChoice = z
  .object({
    companyId: z.uuid().meta({ description: 'Works for this company' }),
    companyName: z.string().trim().min(1).max(255).meta({
      description: 'Works for the company of this name, which is created when there is none',
    }),
    alone: z.literal(true).meta({ description: 'A private person, if the firm allows it; or a company' }),
    contactId: z.uuid().meta({ description: 'Is this contact already: both are linked, none is made' }),
  })
  .partial()
  .meta({ id: 'CardChoice' })
export type CardChoice = z.infer<typeof cardChoice>

export const cardImport = z
  .object({
    items: z
      .array(cardChoice.extend({ id: z.uuid() }))
      .min(1)
      .max(5000),
  })
  .meta({ id: 'CardImport' })
export type CardImport = z.infer<typeof cardImport>

export const cardIgnoring = z
  .object({
    ids: z.array(z.uuid()).min(1).max(5000),
    ignored: z.boolean().meta({ description: 'false: they are offered again' }),
  })
  .meta({ id: 'CardIgnoring' })
export type CardIgnoring = z.infer<typeof cardIgnoring>

/** A card of an address book that is nobody of ours yet. */
export const cardOffer = z
  .object({
    id: z.uuid(),
    book: z.string().meta({ description: 'Name of the address book' }),
    kind: z.enum(['person', 'company']),
    name: z.string(),
    position: z.string(),
    company: z.string().meta({ description: 'As it stands in the address book' }),
    emails: z.array(z.string()),
    phones: z.array(z.string()),
    hasPhoto: z.boolean(),
    state: offerState,
    contactId: z.uuid().nullable().meta({ description: 'Who it became or was linked with' }),
    fault: z.string().nullable(),
    verdict: verdict.meta({ description: 'sure: there already, it cannot be taken over anew' }),
    hits: z.array(duplicateHit),
    companies: companyMatchAnswer.meta({ description: 'Whom the person may work for' }),
    twin: z
      .object({ id: z.uuid(), name: z.string(), verdict: verdict.exclude(['none']) })
      .nullable()
      .meta({ description: 'A card before it in this list that is the same one' }),
  })
  .meta({ id: 'CardOffer' })
export type CardOffer = z.infer<typeof cardOffer>

export const cardOffers = z
  .object({
    items: z.array(cardOffer),
    nextCursor: z.string().nullable(),
    counts: z
      .object({ sure: z.int(), possible: z.int(), none: z.int(), ignored: z.int() })
      .meta({ description: 'Of all that are open, by verdict; and those that are never shown' }),
    allowsAlone: z.boolean().meta({ description: 'Private persons may be taken over' }),
  })
  .meta({ id: 'CardOfferPage' })
export type CardOffers = z.infer<typeof cardOffers>

/** The same as all areas of a groupware are offered: by the name that an import takes. */
export const cardCandidatePage = z
  .object({
    items: z.array(cardOffer.extend({ externalId: z.string(), area: z.literal('contact') })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CardCandidatePage' })
export type CardCandidatePage = z.infer<typeof cardCandidatePage>

export const cardOfferQuery = z.object({
  state: offerState.default('open'),
  verdict: verdict.optional(),
  q: z.string().trim().max(200).optional().meta({ description: 'In name, company or address' }),
  job: z.uuid().optional().meta({ description: 'Those of one import, whatever became of them' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.uuid().optional(),
})
export type CardOfferQuery = z.infer<typeof cardOfferQuery>

/** The address books of an account in which people are looked for: those in use; where none is, the main one. */
export function booksToRead<Book extends { area: string; role: string; main: boolean }>(
  collections: readonly Book[],
): Book[] {
  const books = collections.filter(({ area }) => area === 'contact')
  const used = books.filter(({ role }) => role !== 'none')
  return used.length > 0 ? used : books.toSorted((a, b) => Number(b.main) - Number(a.main)).slice(0, 1)
}

/** Why a choice cannot be done; undefined when it can. A person belongs to a company unless the firm says otherwise. */
export function refusalOf(
  choice: CardChoice,
  { kind, allowsAlone, path }: { kind: 'person' | 'company'; allowsAlone: boolean; path: string },
): Problem | undefined {
  const said = [choice.companyId, choice.companyName, choice.alone, choice.contactId].filter(
    (one) => one !== undefined,
  )
  if (said.length > 1) return invalid(path, 'one_of', 'A company, none, or a contact: one of these.')
  if (kind === 'company' || choice.contactId !== undefined) return undefined
  if (said.length === 0) return invalid(path, 'company_required', 'Choose the company of this person.')
  if (choice.alone && !allowsAlone)
    return invalid(path, 'company_required', 'Persons without a company are not taken over here.')
  return undefined
}
