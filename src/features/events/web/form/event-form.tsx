import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CustomFieldset } from '#features/contacts/web/form/custom-fieldset.tsx'
import type { CustomField } from '#features/customfields/custom-field.ts'
import type { useForm } from '#features/settings/web/use-form.ts'
import { useRecordForm } from '#features/settings/web/use-record-form.ts'
import { AccessPart } from '#features/users/web/access-part.tsx'
import { ownerChoices } from '#features/users/web/choices.ts'
import { useUser } from '#ui/api/session.ts'
import { ClockInput } from '#ui/inputs/clock-input.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import { useText } from '#ui/texts.ts'
import type { Event } from '../../event.ts'
import { eventFieldsQuery, useChangeEvent, useCreateEvent, useEventWords } from '../event-api.ts'
import '../events.css'
import { changesOf, draftOf, eventOf } from './event-draft.ts'
import type { EventDraft } from './event-draft.ts'

interface EventFormProps {
  event?: Event
  onDone: (saved: boolean) => void
}

type Form = ReturnType<typeof useForm<EventDraft>>

/** The form of an event: a new one, or one that is there; it opens once the fields of the firm have come. */
export function EventForm(props: EventFormProps) {
  const { data: fields } = useQuery(eventFieldsQuery)
  return fields && <LoadedForm {...props} fields={fields} />
}

function LoadedForm({ event, fields, onDone }: EventFormProps & { fields: readonly CustomField[] }) {
  const t = useText()
  const user = useUser()
  const known = useEventWords()
  const create = useCreateEvent()
  const form = useRecordForm({
    record: event,
    draft: () => draftOf({ userId: user.id, fields }, event),
    create: (draft: EventDraft) => create(eventOf(draft)),
    pageOf: (id) => `/events/${id}`,
    changesOf,
    change: useChangeEvent(),
    onDone,
  })
  return (
    <FormSheet
      {...form.sheet}
      title={t(event ? 'events.form.edit' : 'events.form.new')}
      action={t(event ? 'events.form.save' : 'events.form.create')}
    >
      <div className="event-form">
        <TextInput
          label={t('events.name')}
          placeholder={t('events.form.hint')}
          required
          data-autofocus
          maxLength={255}
          {...form.typed('title')}
        />
        <WhenPart form={form} />
        <PlacePart form={form} />
        <Textarea
          label={t('events.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={65_000}
          {...form.typed('description')}
        />
        <CustomFieldset
          title={t('events.custom')}
          fields={fields}
          known={known}
          custom={form.values.custom}
          errors={form.fields}
          onChange={(custom) => form.set({ custom })}
        />
        <RestPart form={form} mayRestrict={!event || event.can.includes('access')} />
      </div>
    </FormSheet>
  )
}

/** When it begins and ends; a day may come later. */
function WhenPart({ form }: { form: Form }) {
  const t = useText()
  const { values: draft, fields: errors, set, ticked } = form
  const begin = (startDay: string | null) =>
    set({ startDay, ...(!draft.endDay || (startDay && draft.endDay < startDay) ? { endDay: startDay } : {}) })
  return (
    <div className="event-when">
      <DayInput
        label={t('events.form.from')}
        value={draft.startDay}
        error={errors['start']}
        onChange={begin}
      />
      {!draft.allDay && (
        <ClockInput
          label={t('events.form.from_time')}
          value={draft.startTime}
          onChange={(startTime) => set({ startTime })}
        />
      )}
      <DayInput
        label={t('events.form.to')}
        value={draft.endDay}
        error={errors['end']}
        onChange={(endDay) => set({ endDay })}
      />
      {!draft.allDay && (
        <ClockInput
          label={t('events.form.to_time')}
          value={draft.endTime}
          onChange={(endTime) => set({ endTime })}
        />
      )}
      <label className="check-line">
        <input type="checkbox" className="check" {...ticked('allDay')} />
        {t('events.form.all_day')}
      </label>
    </div>
  )
}

function PlacePart({ form }: { form: Form }) {
  const t = useText()
  const { values: draft, fields: errors, set, typed } = form
  const known = useEventWords()
  return (
    <div className="event-pairs">
      <TextInput label={t('events.place')} maxLength={500} {...typed('place')} />
      <NumberInput
        label={t('events.capacity')}
        min={1}
        max={100_000}
        allowDecimal={false}
        value={draft.capacity}
        error={errors['capacity']}
        onChange={(value) => set({ capacity: value === '' ? '' : Number(value) })}
      />
      <Select
        label={t('events.owner')}
        searchable
        allowDeselect={false}
        data={ownerChoices(known, draft.ownerId)}
        value={draft.ownerId}
        error={errors['ownerId']}
        onChange={(ownerId) => ownerId && set({ ownerId })}
      />
    </div>
  )
}

/** Tags, and who sees it. */
function RestPart({ form, mayRestrict }: { form: Form; mayRestrict: boolean }) {
  const t = useText()
  const { given, ticked } = form
  const known = useEventWords()
  return (
    <>
      <TagInput
        label={t('events.tags')}
        known={known.tags.filter((one) => !one.retired).map(({ name }) => name)}
        {...given('tags')}
      />
      {mayRestrict && (
        <AccessPart
          known={known}
          restricted={ticked('restricted')}
          access={given('access')}
          words={{
            restrict: t('events.form.restrict'),
            who: t('events.form.restrict_text'),
            access: t('events.form.access'),
          }}
        />
      )}
    </>
  )
}
