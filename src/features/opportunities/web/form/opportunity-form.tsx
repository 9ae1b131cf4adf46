import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { AccessPart } from '#features/users/web/access-part.tsx'
import { ownerChoices } from '#features/users/web/choices.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import { formatMoney } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { BILLINGS } from '../../opportunity.ts'
import { totalOf } from '../../total.ts'
import { useOpportunityWords } from '../opportunity-api.ts'
import '../opportunities.css'
import { stageChoices } from './choices.ts'
import { CustomPart } from './custom-part.tsx'
import { useOpportunityForm } from './use-opportunity-form.ts'
import type { OpportunityForm as Form, OpportunityFormProps } from './use-opportunity-form.ts'

/** The form of an opportunity: a new one, or one that is there. */
export function OpportunityForm(props: OpportunityFormProps) {
  const t = useText()
  const { opportunity, onDone } = props
  const form = useOpportunityForm(props)
  if (!form) return null
  const { draft, set, errors, busy } = form
  return (
    <FormSheet
      wide
      title={t(opportunity ? 'opportunities.form.edit' : 'opportunities.form.new')}
      dirty={form.dirty}
      busy={busy}
      problem={form.problem}
      action={t(opportunity ? 'opportunities.form.save' : 'opportunities.form.create')}
      onSubmit={() => void form.save()}
      onClose={() => onDone(form.saved)}
      more={
        !opportunity && (
          <button type="button" className="button" disabled={busy} onClick={() => void form.save(true)}>
            {t('opportunities.form.again')}
          </button>
        )
      }
    >
      <div className="opportunity-form">
        <TextInput
          label={t('opportunities.name')}
          placeholder={t('opportunities.form.hint')}
          required
          data-autofocus
          maxLength={255}
          value={draft.title}
          error={errors['title']}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <div className="opportunity-pairs">
          <RecordChooser
            label={t('opportunities.contact')}
            kind="contact"
            scope="opportunity"
            value={draft.contact && { id: draft.contact.id, name: draft.contact.displayName }}
            find={(q, signal) => findContacts(q, signal)}
            error={errors['contactId']}
            onChange={(choice) => set({ contact: choice && { id: choice.id, displayName: choice.name } })}
          />
          <OwnerInput form={form} />
        </div>
        <MoneyPart form={form} />
        <StagePart form={form} />
        <Textarea
          label={t('opportunities.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={65_000}
          value={draft.description}
          error={errors['description']}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <CustomPart form={form} />
        <RestPart form={form} />
      </div>
    </FormSheet>
  )
}

function OwnerInput({ form: { draft, set, errors } }: { form: Form }) {
  const t = useText()
  const known = useOpportunityWords()
  return (
    <Select
      label={t('opportunities.owner')}
      searchable
      allowDeselect={false}
      data={ownerChoices(known, draft.ownerId)}
      value={draft.ownerId}
      error={errors['ownerId']}
      onChange={(ownerId) => ownerId && set({ ownerId })}
    />
  )
}

/** What it is worth: once, or so much for each of so many months. */
function MoneyPart({ form: { draft, set, errors } }: { form: Form }) {
  const t = useText()
  const german = useLanguage() === 'de'
  const { amount, billing, periods, currency } = draft
  const isMoney = /^\d+(\.\d+)?$/.test(amount)
  return (
    <div className="opportunity-money">
      <NumberInput
        label={t('opportunities.amount')}
        min={0}
        decimalScale={2}
        hideControls
        valueIsNumericString
        decimalSeparator={german ? ',' : '.'}
        thousandSeparator={german ? '.' : ','}
        value={amount}
        error={errors['amount']}
        onChange={(value) => set({ amount: String(value) })}
      />
      <TextInput
        label={t('opportunities.currency')}
        maxLength={3}
        value={currency}
        error={errors['currency']}
        onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
      />
      <Select
        label={t('opportunities.billing')}
        allowDeselect={false}
        data={BILLINGS.map((value) => ({ value, label: t(`opportunities.billing.${value}`) }))}
        value={billing}
        onChange={(value) => value && set({ billing: value })}
      />
      {billing !== 'fixed' && (
        <NumberInput
          label={t('opportunities.periods')}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={periods}
          error={errors['periods']}
          onChange={(value) => set({ periods: Number(value) || 0 })}
        />
      )}
      {billing !== 'fixed' && isMoney && /^[A-Z]{3}$/.test(currency) && (
        <p className="opportunity-total">
          <span className="muted">{t('opportunities.total')}</span>
          <strong className="num">{formatMoney(totalOf({ amount, billing, periods }), currency)}</strong>
        </p>
      )}
    </div>
  )
}

/** How far it is, how sure, and until when. */
function StagePart({ form: { draft, set, stage, enter, errors } }: { form: Form }) {
  const t = useText()
  const known = useOpportunityWords()
  const isClosed = stage !== undefined && stage.type !== 'open'
  return (
    <div className="opportunity-pairs">
      <Select
        label={t('opportunities.stage')}
        allowDeselect={false}
        data={stageChoices(known, draft.stageId)}
        value={draft.stageId}
        error={errors['stageId']}
        onChange={(id) => id && enter(id)}
      />
      <NumberInput
        label={t('opportunities.probability')}
        min={0}
        max={100}
        suffix=" %"
        allowDecimal={false}
        value={draft.probability}
        error={errors['probability']}
        onChange={(value) => set({ probability: Number(value) || 0 })}
      />
      <DayInput
        label={t('opportunities.expected')}
        value={draft.expectedClose}
        error={errors['expectedClose']}
        onChange={(expectedClose) => set({ expectedClose })}
      />
      {isClosed && (
        <DayInput
          label={t('opportunities.closed')}
          value={draft.closedOn}
          error={errors['closedOn']}
          onChange={(closedOn) => set({ closedOn })}
        />
      )}
      {stage?.type === 'lost' && (
        <Select
          label={t('opportunities.lost_reason')}
          placeholder={t('opportunities.lost_none')}
          clearable
          data={known.reasons
            .filter((one) => !one.retired || one.id === draft.lostReasonId)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.lostReasonId}
          onChange={(lostReasonId) => set({ lostReasonId })}
        />
      )}
    </div>
  )
}

/** Tags, and who sees it. */
function RestPart({ form: { draft, set, mayRestrict } }: { form: Form }) {
  const t = useText()
  const known = useOpportunityWords()
  return (
    <>
      <TagInput
        label={t('opportunities.tags')}
        value={draft.tags}
        known={known.tags.filter((one) => !one.retired).map(({ name }) => name)}
        onChange={(tags) => set({ tags })}
      />
      {mayRestrict && (
        <div className="opportunity-access">
          <AccessPart
            known={known}
            restricted={{
              checked: draft.restricted,
              onChange: (event) => set({ restricted: event.target.checked }),
            }}
            access={{ value: draft.access, onChange: (access) => set({ access }) }}
            words={{
              restrict: t('opportunities.restrict'),
              who: t('opportunities.restrict_text'),
              access: t('opportunities.access_list'),
            }}
          />
        </div>
      )}
    </>
  )
}
