import type { CustomField } from '#features/customfields/custom-field.ts'
import { defaultsOf } from '#features/customfields/former-values.ts'
import { inStage } from '../../move-stage.ts'
import type { Billing, Opportunity, OpportunityNew } from '../../opportunity.ts'
import type { Stage } from '../../pipeline.ts'

/** What the form holds: as it is typed, not as it is sent. */
export interface OpportunityDraft {
  title: string
  contact: { id: string; displayName: string } | null
  description: string
  amount: string
  currency: string
  billing: Billing
  periods: number
  stageId: string
  probability: number
  expectedClose: string | null
  closedOn: string | null
  lostReasonId: string | null
  ownerId: string
  tags: string[]
  custom: Record<string, unknown>
  restricted: boolean
  access: string[]
}

interface Start {
  opportunity?: Opportunity | undefined
  preset?: Partial<OpportunityNew> | undefined
  contact?: { id: string; displayName: string } | undefined
}

interface Known {
  userId: string
  currency: string
  stage: Stage | undefined
  fields: readonly CustomField[]
}

/** What the form begins with: the opportunity as it is, or what is known of a new one. */
export function draftOf(
  { userId, currency, stage, fields }: Known,
  { opportunity, preset = {}, contact }: Start,
): OpportunityDraft {
  const from = opportunity ?? preset
  return {
    title: from.title ?? '',
    contact: contact ?? opportunity?.contact ?? null,
    description: from.description ?? '',
    amount: from.amount ?? '',
    currency: from.currency ?? currency,
    billing: from.billing ?? 'fixed',
    periods: from.periods ?? 1,
    stageId: from.stageId ?? stage?.id ?? '',
    probability: from.probability ?? stage?.probability ?? 0,
    expectedClose: from.expectedClose ?? null,
    closedOn: from.closedOn ?? null,
    lostReasonId: from.lostReasonId ?? null,
    ownerId: from.ownerId ?? userId,
    tags: from.tags ?? [],
    custom: opportunity?.custom ?? { ...defaultsOf(fields), ...preset.custom },
    restricted: from.visibility === 'managers',
    access: from.access ?? [],
  }
}

/** The same in another stage: what it brings is shown at once. */
export function stagedDraft(draft: OpportunityDraft, stage: Stage, today: string): OpportunityDraft {
  return { ...draft, ...inStage(draft, stage, {}, today) }
}

/** What is sent of it. */
export function opportunityOf(draft: OpportunityDraft): OpportunityNew {
  const { contact, amount, stageId, restricted, closedOn, billing, periods, ...plain } = draft
  return {
    ...plain,
    amount: amount.trim() === '' ? '0' : amount,
    billing,
    periods: billing === 'fixed' ? 0 : periods,
    contactId: contact?.id ?? null,
    ...(stageId && { stageId }),
    ...(closedOn && { closedOn }),
    visibility: restricted ? 'managers' : 'write',
  }
}

/** Only what differs from how it was: whoever changed another field meanwhile keeps it. */
export function changesOf(opportunity: Opportunity, draft: OpportunityDraft): Partial<OpportunityNew> {
  const { visibility, ...next } = opportunityOf(draft)
  const changed = Object.entries(next).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(opportunity[field as keyof Opportunity]),
  )
  const isRestricted = opportunity.visibility === 'managers'
  const access = isRestricted === draft.restricted ? {} : { visibility }
  return { ...Object.fromEntries(changed), ...access }
}
