import type { Opportunity } from '#features/opportunities/opportunity.ts'
import { today } from '#features/tasks/web/days.ts'
import { dayNumber, dayOf, partsOf } from '#kernel/day.ts'
import type { InvoicePlan, InvoicePlanNew, PlanTemplate } from '../../invoice-plan.ts'
import type { Invoice, InvoiceFormat } from '../../invoice.ts'
import { periodFrom, periodStart, type PlanPeriod, type PlanUnit } from '../../plan-periods.ts'
import { draftOf, emptyLine, inputOf, type EditDraft, type EditLine } from '../edit/draft.ts'

/** A recurring invoice while it is written: its rhythm, and what each invoice says. */
export interface PlanDraft {
  title: string
  every: number
  unit: PlanUnit
  startDay: string
  endDay: string | null
  leadDays: number
  thenDo: InvoicePlan['thenDo']
  /** Null: as the customer's. */
  language: 'de' | 'en' | null
  format: InvoiceFormat | null
  /** Undefined: as the firm supposes. */
  termId: string | null | undefined
  paper: EditDraft
  /** What was said of an invoice and is not asked for here. */
  kept: Partial<PlanTemplate>
}

/** A new one with nothing in it; contracts begin with a month. */
export function emptyPlan(contact: { id: string; name: string } | null, currency: string): PlanDraft {
  return {
    title: '',
    every: 1,
    unit: 'month',
    startDay: nextMonth(),
    endDay: null,
    leadDays: 0,
    thenDo: 'draft',
    language: null,
    format: null,
    termId: undefined,
    paper: blankPaper(contact ?? { id: '', name: '' }, currency),
    kept: {},
  }
}

/** What was billed once, to be billed again and again from the day after. */
export function planOfInvoice(invoice: Invoice): PlanDraft {
  const paper = draftOf(invoice)
  const { servicePeriod, opportunityId, projectId } = invoice
  const lines = paper.lines.map((line) => ({ ...line, servicePeriod: null, optional: false }))
  return {
    ...emptyPlan(paper.contact, paper.currency),
    title: invoice.subject || (invoice.lines[0]?.text.split('\n')[0] ?? '').slice(0, 255),
    startDay: servicePeriod ? dayOf(dayNumber(servicePeriod.to) + 1) : nextMonth(),
    language: invoice.language,
    format: invoice.format,
    termId: invoice.paymentTermId,
    paper: { ...paper, kind: 'invoice', lines },
    kept: { opportunityId, projectId },
  }
}

const UNIT_OF = { week: 'week', month: 'month', year: 'year' } as const
const CODE_OF = { week: 'WEE', month: 'MON', year: 'ANN' } as const

/** What was won, billed for each of its periods. */
export function planOfOpportunity(won: Opportunity): PlanDraft {
  const billing = won.billing === 'week' || won.billing === 'year' ? won.billing : 'month'
  const contact = won.contact && { id: won.contact.id, name: won.contact.displayName }
  const plan = { ...emptyPlan(contact, won.currency), unit: UNIT_OF[billing], title: won.title }
  const single = { text: won.title, price: won.amount, unit: CODE_OF[billing] }
  const lines = won.items?.length ? won.items : [single]
  const isCounted = won.billing === billing && won.periods > 0
  const after = isCounted ? periodStart(plan, won.periods) : undefined
  return {
    ...plan,
    endDay: after ? dayOf(dayNumber(after) - 1) : null,
    paper: { ...plan.paper, subject: won.title, lines: lines.map((line) => ({ ...emptyLine(), ...line })) },
    kept: { opportunityId: won.id },
  }
}

/** What is kept, as it is written. */
export function planOf(plan: InvoicePlan): PlanDraft {
  const { template, contact, contactId } = plan
  const { lines, language, format, paymentTermId, opportunityId, projectId, recipientId, ...said } = template
  const blank = blankPaper(contact ?? { id: contactId, name: '–' }, plan.currency)
  const { title, every, unit, startDay, endDay, leadDays, thenDo } = plan
  return {
    title,
    every,
    unit,
    startDay,
    endDay,
    leadDays,
    thenDo,
    language: language ?? null,
    format: format ?? null,
    termId: paymentTermId,
    paper: {
      ...blank,
      ...(language && { language }),
      ...definedOf(said),
      lines: lines.map((line): EditLine => ({ ...emptyLine(line.kind), ...definedOf(line) })),
    },
    kept: definedOf({ opportunityId, projectId, recipientId }),
  }
}

/** What the server keeps of it. */
export function planInput(draft: PlanDraft): InvoicePlanNew {
  const { title, every, unit, startDay, endDay, leadDays, thenDo, paper } = draft
  const contactId = paper.contact.id
  return { title, every, unit, startDay, endDay, leadDays, thenDo, contactId, template: templateOf(draft) }
}

/** What each invoice says. */
export function templateOf({ paper, language, format, termId, kept }: PlanDraft): PlanTemplate {
  const { subject, currency, orderNumber, buyerReference, intro, terms, notes, discountPercent, lines } =
    inputOf(paper)
  return {
    ...kept,
    ...definedOf({ subject, currency, orderNumber, buyerReference, intro, terms, notes, discountPercent }),
    ...(language && { language }),
    ...(format && { format }),
    ...(termId !== undefined && { paymentTermId: termId }),
    ...(paper.skonto && { skonto: paper.skonto }),
    lines: lines.map(({ servicePeriod: _days, optional: _optional, ...line }) => line),
  }
}

/** The first periods of a rhythm, as long as the contract lasts. */
export function firstPeriods({ startDay, every, unit, endDay }: PlanDraft, count: number): PlanPeriod[] {
  const rhythm = { startDay, every, unit }
  return Array.from({ length: count }, (_, at) => periodStart(rhythm, at))
    .filter((day) => endDay === null || day <= endDay)
    .map((day) => periodFrom(rhythm, day, endDay))
}

function blankPaper(contact: { id: string; name: string }, currency: string): EditDraft {
  return {
    kind: 'invoice',
    contact,
    recipient: null,
    deductedIds: [],
    subject: '',
    date: today(),
    dueDate: today(),
    service: 'none',
    serviceFrom: null,
    serviceTo: null,
    language: 'de',
    currency,
    rate: '',
    orderNumber: '',
    buyerReference: '',
    intro: '',
    terms: '',
    notes: '',
    paymentTermId: null,
    skonto: null,
    discountPercent: '0',
    format: 'pdf',
    lines: [emptyLine()],
  }
}

function nextMonth(): string {
  const { year, month } = partsOf(dayNumber(today()))
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return `${nextYear}-${String(next).padStart(2, '0')}-01`
}

/** Without what was not said. */
function definedOf<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>
  }
}
