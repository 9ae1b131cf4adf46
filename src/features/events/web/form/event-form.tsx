import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { CustomFieldset } from '#features/contacts/web/form/custom-fieldset.tsx'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { useUser } from '#ui/api/session.ts'
import { ClockInput } from '#ui/inputs/clock-input.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import { useText } from '#ui/texts.ts'
import type { Event } from '../../event.ts'
import { eventFieldsQuery, useChangeEvent, useCreateEvent, useEventWords } from '../event-api.ts'
import '../events.css'
import { accessChoices, ownerChoices } from './choices.ts'
import { changesOf, draftOf, eventOf } from './event-draft.ts'
import type { EventDraft } from './event-draft.ts'

interface EventFormProps {
  event?: Event
  onDone: (saved: boolean) => void
}

interface PartProps {
  draft: EventDraft
  set: (part: Partial<EventDraft>) => void
  errors: Record<string, string>
}

/** The form of an event: a new one, or one that is there; it opens once the fields of the firm have come. */
export function EventForm(props: EventFormProps) {
  const { data: fields } = useQuery(eventFieldsQuery)
  return fields && <Form {...props} fields={fields} />
}

function Form({ event, fields, onDone }: EventFormProps & { fields: readonly CustomField[] }) {
  const t = useText()
  const go = useNavigate()
  const user = useUser()
  const known = useEventWords()
  const [start] = useState(() => draftOf({ userId: user.id, fields }, event))
  const [draft, setDraft] = useState(start)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const create = useCreateEvent()
  const change = useChangeEvent()
  const set = (part: Partial<EventDraft>) => setDraft((was) => ({ ...was, ...part }))
  const save = async () => {
    setBusy(true)
    try {
      if (event) {
        const changes = changesOf(event, draft)
        if (Object.keys(changes).length > 0) await change(event, changes)
      } else await create(eventOf(draft)).then(({ id }) => void go(`/events/${id}`))
      onDone(true)
    } catch (error) {
      setErrors(fieldWords(error))
      setProblem(wholeWords(error, true))
      setBusy(false)
    }
  }
  const mayRestrict = !event || event.can.includes('access')
  return (
    <FormSheet
      wide
      title={t(event ? 'events.form.edit' : 'events.form.new')}
      dirty={JSON.stringify(draft) !== JSON.stringify(start)}
      busy={busy}
      problem={problem}
      action={t(event ? 'events.form.save' : 'events.form.create')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <div className="event-form">
        <TextInput
          label={t('events.name')}
          placeholder={t('events.form.hint')}
          required
          data-autofocus
          maxLength={255}
          value={draft.title}
          error={errors['title']}
          onChange={(change) => set({ title: change.currentTarget.value })}
        />
        <WhenPart {...{ draft, set, errors }} />
        <PlacePart {...{ draft, set, errors }} />
        <Textarea
          label={t('events.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={65_000}
          value={draft.description}
          error={errors['description']}
          onChange={(change) => set({ description: change.currentTarget.value })}
        />
        <CustomFieldset
          title={t('events.custom')}
          {...{ fields, errors }}
          known={known}
          custom={draft.custom}
          onChange={(custom) => set({ custom })}
        />
        <RestPart {...{ draft, set, errors }} mayRestrict={mayRestrict} />
      </div>
    </FormSheet>
  )
}

/** When it begins and ends; a day may come later. */
function WhenPart({ draft, set, errors }: PartProps) {
  const t = useText()
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
        <input
          type="checkbox"
          className="check"
          checked={draft.allDay}
          onChange={({ target }) => set({ allDay: target.checked })}
        />
        {t('events.form.all_day')}
      </label>
    </div>
  )
}

function PlacePart({ draft, set, errors }: PartProps) {
  const t = useText()
  const known = useEventWords()
  return (
    <div className="event-pairs">
      <TextInput
        label={t('events.place')}
        maxLength={500}
        value={draft.place}
        error={errors['place']}
        onChange={(change) => set({ place: change.currentTarget.value })}
      />
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
function RestPart({ draft, set, mayRestrict }: PartProps & { mayRestrict: boolean }) {
  const t = useText()
  const known = useEventWords()
  return (
    <>
      <TagInput
        label={t('events.tags')}
        value={draft.tags}
        known={known.tags.filter((one) => !one.retired).map(({ name }) => name)}
        onChange={(tags) => set({ tags })}
      />
      {mayRestrict && (
        <label className="check-line">
          <input
            type="checkbox"
            className="check"
            checked={draft.restricted}
            onChange={({ target }) => set({ restricted: target.checked })}
          />
          {t('events.form.restrict')}
        </label>
      )}
      {mayRestrict && draft.restricted && (
        <>
          <p className="muted">{t('events.form.restrict_text')}</p>
          <MultiSelect
            label={t('events.form.access')}
            searchable
            data={accessChoices(known)}
            value={draft.access}
            onChange={(access) => set({ access })}
          />
        </>
      )}
    </>
  )
}
