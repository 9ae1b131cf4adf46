import { targetsOf } from '#ui/list/question-of.ts'
import type { Settings } from '#features/settings/settings.ts'
import type { FilterValues } from '#ui/list/description.ts'
import type { VisitPlan, VisitPlanNew } from '../../visit-plan.ts'
import type { PlanPreset } from '../dialogs.ts'

/** A plan as it stands in its form. Numbers that may be missing are texts while they are typed. */
export interface PlanDraft extends Omit<
  VisitPlanNew,
  'filter' | 'assigneeId' | 'startDate' | 'capacityPerDay' | 'toleranceDays' | 'minimumGapDays'
> {
  /** Null: only customers picked one by one. */
  filter: { q: string; filters: FilterValues } | null
  contactIds: string[]
  assigneeId: string
  assigneeRule: 'fixed' | 'manager'
  color: string | null
  startDate: string | null
  endDate: string | null
  first: VisitPlan['first']
  refill: VisitPlan['refill']
  catchUp: VisitPlan['catchUp']
  holidays: VisitPlan['holidays']
  workdays: number[]
  capacityPerDay: string
  toleranceDays: string
  minimumGapDays: string
}

export const COLORS = ['#0f766e', '#1d6fb8', '#6d4fc2', '#b4467a', '#b45309', '#4d7c0f', '#64748b'] as const

/** What a new plan begins with: monthly from tomorrow on, the next visit once the current one is done. */
export function newDraft(
  given: {
    userId: string
    today: string
    title: string
    timeZone: string
    holidays: Settings['holidays'] | undefined
  },
  preset: PlanPreset = {},
): PlanDraft {
  const { country, state } = given.holidays ?? {}
  return {
    name: '',
    color: COLORS[0],
    category: null,
    assigneeId: given.userId,
    assigneeRule: 'fixed',
    filter: preset.filter ?? (preset.contactIds ? null : { q: '', filters: {} }),
    contactIds: preset.contactIds ?? [],
    rhythm: { every: 1, unit: 'month', from: 'planned' },
    count: 0,
    refill: 'whenEmpty',
    startDate: given.today,
    endDate: null,
    first: 'start',
    sample: {
      title: given.title,
      startTime: '08:00',
      durationMinutes: 15,
      timeZone: given.timeZone,
    },
    holidays: {
      country: country ?? 'DE',
      ...(state && { state }),
      onHoliday: 'after',
      whose: 'both',
    },
    workdays: [1, 2, 3, 4, 5],
    capacityPerDay: '',
    toleranceDays: '',
    minimumGapDays: '',
    catchUp: 'skip',
  }
}

export function draftOf(plan: VisitPlan): PlanDraft {
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    name: plan.name,
    color: plan.color,
    category: plan.category,
    assigneeId: plan.assigneeId,
    assigneeRule: plan.assigneeRule,
    filter: plan.filter && filterOf(plan.filter),
    contactIds: plan.contactIds,
    rhythm: plan.rhythm,
    count: plan.count,
    refill: plan.refill,
    startDate: plan.startDate,
    endDate: plan.endDate,
    first: plan.first,
    sample: plan.sample,
    holidays: plan.holidays,
    workdays: plan.workdays,
    capacityPerDay: number(plan.capacityPerDay),
    toleranceDays: number(plan.toleranceDays),
    minimumGapDays: number(plan.minimumGapDays),
    catchUp: plan.catchUp,
  }
}

/** The draft in the words of the API; undefined while something is missing. */
export function bodyOf(draft: PlanDraft): VisitPlanNew | undefined {
  const { filter, startDate, capacityPerDay, toleranceDays, minimumGapDays, ...plain } = draft
  if (!startDate || !draft.name.trim() || !draft.sample.title.trim()) return undefined
  const number = (typed: string) => (typed.trim() === '' ? null : Number(typed))
  return {
    ...plain,
    name: plain.name.trim(),
    filter: filter && asked(filter),
    startDate,
    capacityPerDay: number(capacityPerDay),
    toleranceDays: number(toleranceDays),
    minimumGapDays: number(minimumGapDays),
  }
}

/** The fields whose change touches visits that are planned already. */
export function touchesVisits(before: VisitPlan, draft: PlanDraft): boolean {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
  return (
    differs(before.rhythm, draft.rhythm) ||
    differs(before.sample, draft.sample) ||
    before.assigneeId !== draft.assigneeId ||
    before.assigneeRule !== draft.assigneeRule
  )
}

function asked(filter: NonNullable<PlanDraft['filter']>): Record<string, unknown> {
  const targets = targetsOf({ filter, except: [] })
  return 'filter' in targets ? targets.filter : {}
}

const range = /^(.*)\.\.(.*)$/

/** The kept filter as the chips of the contact list show it; ranges of own fields have two ends there. */
function filterOf({ q, ...kept }: Record<string, unknown>): NonNullable<PlanDraft['filter']> {
  const filters: FilterValues = {}
  for (const [name, value] of Object.entries(kept)) {
    const values = [value].flat().map(String)
    const ends = name.startsWith('custom.') ? range.exec(values[0] ?? '') : null
    if (!ends) filters[name] = values
    else {
      if (ends[1]) filters[`${name}.from`] = [ends[1]]
      if (ends[2]) filters[`${name}.to`] = [ends[2]]
    }
  }
  return { q: typeof q === 'string' ? q : '', filters }
}
