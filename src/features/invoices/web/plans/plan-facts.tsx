import { NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { CurrencyPicker } from '#features/money/web/currency-picker.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { INVOICE_FORMATS } from '../../invoice.ts'
import { PLAN_UNITS, writtenOn } from '../../plan-periods.ts'
import { termsQuery } from '../invoices-api.ts'
import { dayOf } from '../state.tsx'
import { firstPeriods, type PlanDraft } from './plan-draft.ts'
import { periodWords } from './plan-parts.tsx'
import type { PlanEditor } from './use-plan-editor.ts'

/** Whom it is for, how often it comes, from when until when, and what happens with each invoice. */
export function PlanFacts({ editor }: { editor: PlanEditor }) {
  const t = useText()
  const { plan, draft, set, change, fields } = editor
  return (
    <div className="plan-facts">
      <TextInput
        className="wide"
        label={t('plans.name')}
        placeholder={t('plans.name_hint')}
        required
        maxLength={255}
        error={fields['title']}
        value={plan.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <div className="wide" data-path="contactId">
        <RecordChooser
          label={t('invoices.contact')}
          kind="contact"
          scope="invoice"
          required
          value={draft.contact.id ? draft.contact : null}
          error={fields['contactId']}
          find={(q, signal) => findContacts(q, signal)}
          onChange={(contact) => change({ contact: contact ?? { id: '', name: '' } })}
        />
      </div>
      <Rhythm editor={editor} />
      <DayInput
        label={t('plans.start_day')}
        required
        value={plan.startDay}
        error={fields['startDay']}
        onChange={(startDay) => startDay && set({ startDay })}
      />
      <DayInput
        label={t('plans.end_day')}
        value={plan.endDay}
        error={fields['endDay']}
        onChange={(endDay) => set({ endDay })}
      />
      <NumberInput
        className="wide"
        label={t('plans.lead')}
        description={t('plans.lead_hint')}
        min={-60}
        max={120}
        allowDecimal={false}
        error={fields['leadDays']}
        value={plan.leadDays}
        onChange={(days) => set({ leadDays: Number(days) || 0 })}
      />
      <Select
        className="wide"
        label={t('plans.then')}
        description={t('plans.then_hint')}
        allowDeselect={false}
        data={(['draft', 'issue', 'send'] as const).map((value) => ({
          value,
          label: t(`plans.then.${value}`),
        }))}
        value={plan.thenDo}
        onChange={(thenDo) => set({ thenDo: thenDo as PlanDraft['thenDo'] })}
      />
      <Ahead plan={plan} />
      <More editor={editor} />
    </div>
  )
}

function Rhythm({ editor: { plan, set, fields } }: { editor: PlanEditor }) {
  const t = useText()
  return (
    <div className="plan-rhythm">
      <NumberInput
        label={t('plans.every')}
        min={1}
        max={120}
        allowDecimal={false}
        error={fields['every']}
        value={plan.every}
        onChange={(every) => set({ every: Math.max(1, Number(every) || 1) })}
      />
      <Select
        label={t('plans.unit')}
        allowDeselect={false}
        data={PLAN_UNITS.map((value) => ({ value, label: t(`plans.unit.${value}`) }))}
        value={plan.unit}
        onChange={(unit) => set({ unit: unit as PlanDraft['unit'] })}
      />
    </div>
  )
}

/** The first three periods, so that a wrong day is seen before it is billed. */
function Ahead({ plan }: { plan: PlanDraft }) {
  const t = useText()
  const periods = firstPeriods(plan, 3)
  return (
    <section className="plan-ahead" aria-label={t('plans.first_periods')}>
      <h3>{t('plans.first_periods')}</h3>
      <ul>
        {periods.map((period) => (
          <li key={period.from} className="num">
            {periodWords(period)}{' '}
            <span className="muted">
              {t('plans.written_on', { day: dayOf(writtenOn(period.from, plan.leadDays)) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is rarely said. */
function More({ editor: { plan, draft, set, change } }: { editor: PlanEditor }) {
  const t = useText()
  const { data: terms } = useQuery(termsQuery)
  const offered = terms?.filter(({ retired, id }) => !retired || id === plan.termId) ?? []
  return (
    <details className="paper-more plan-more">
      <summary>{t('plans.more_facts')}</summary>
      <div className="plan-facts">
        <Select
          label={t('invoices.term')}
          allowDeselect={false}
          data={[
            { value: 'usual', label: t('plans.usual') },
            { value: '', label: t('invoices.term.none') },
            ...offered.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={plan.termId === undefined ? 'usual' : (plan.termId ?? '')}
          onChange={(id) => {
            set({ termId: id === 'usual' ? undefined : id || null })
            change({ skonto: null })
          }}
        />
        <CurrencyPicker
          label={t('invoices.currency')}
          value={draft.currency}
          onChange={(currency) => change({ currency })}
        />
        <Select
          label={t('invoices.format')}
          allowDeselect={false}
          data={[
            { value: '', label: t('plans.usual') },
            ...INVOICE_FORMATS.map((value) => ({ value, label: t(`invoices.format.${value}`) })),
          ]}
          value={plan.format ?? ''}
          onChange={(format) => set({ format: format || null })}
        />
        <Select
          label={t('invoices.language')}
          allowDeselect={false}
          data={[
            { value: '', label: t('plans.usual') },
            ...(['de', 'en'] as const).map((value) => ({ value, label: t(`invoices.language.${value}`) })),
          ]}
          value={plan.language ?? ''}
          onChange={(language) => set({ language: language || null })}
        />
        <TextInput
          label={t('invoices.order_number')}
          maxLength={255}
          value={draft.orderNumber}
          onChange={(event) => change({ orderNumber: event.currentTarget.value })}
        />
        <TextInput
          label={t('invoices.buyer_reference')}
          maxLength={255}
          value={draft.buyerReference}
          onChange={(event) => change({ buyerReference: event.currentTarget.value })}
        />
      </div>
    </details>
  )
}
