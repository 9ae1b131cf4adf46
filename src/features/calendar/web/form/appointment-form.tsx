import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { BUSY, type Appointment } from '#features/appointments/appointment.ts'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { SubjectPicker } from '#features/subjects/web/subject-picker.tsx'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import '../calendar-form.css'
import { askScope, openInvite, type Preset } from '../dialogs.ts'
import { offerToTell, useMayInvite } from '../meeting/meeting-api.ts'
import { REMINDERS, reminderWords } from '../reminders.ts'
import { bodyOf, changesOf, draftOf, flawsOf, type Draft } from './appointment-draft.ts'
import { PeoplePart } from './people-part.tsx'
import { RepeatPart } from './repeat-part.tsx'
import { WhenPart } from './when-part.tsx'

interface AppointmentFormProps {
  preset?: Preset
  appointment?: Appointment
  onDone: (saved: Appointment | undefined) => void
}

/** A new appointment, or one that is changed: what and when on top, everything else below. */
export function AppointmentForm({ preset = {}, appointment, onDone }: AppointmentFormProps) {
  const t = useText()
  const me = useUser()
  const [before] = useState(() => draftOf(appointment, preset, me.id))
  const [draft, setDraft] = useState(before)
  const [tried, setTried] = useState(false)
  const { save, busy, problem } = useSave({ appointment, before, onDone })
  const set = (change: Partial<Draft>) => setDraft((draft) => ({ ...draft, ...change }))
  const flaws = tried ? flawsOf(draft) : {}
  const mayInvite = useMayInvite() && (!appointment || appointment.organizerId === me.id)
  const submit = (invites = false) => {
    setTried(true)
    if (Object.keys(flawsOf(draft)).length === 0) void save(draft, invites)
  }
  return (
    <FormSheet
      title={t(appointment ? 'calendar.edit_appointment' : 'calendar.new')}
      action={t('calendar.save')}
      dirty={JSON.stringify(draft) !== JSON.stringify(before)}
      busy={busy}
      problem={problem}
      more={
        mayInvite && (
          <button type="button" className="button" disabled={busy} onClick={() => submit(true)}>
            {t('meeting.save_invite')}
          </button>
        )
      }
      onSubmit={() => submit()}
      onClose={() => onDone(undefined)}
      wide
    >
      <div className="cal-form">
        <label className="cal-field whole">
          {t('calendar.title')}
          <input
            className="field"
            value={draft.title}
            maxLength={255}
            data-autofocus
            aria-invalid={flaws.title !== undefined}
            onChange={(event) => set({ title: event.target.value })}
          />
          {flaws.title && <span className="cal-flaw">{t('calendar.flaw.missing')}</span>}
        </label>
        <WhenPart {...{ draft, setDraft, flaws }} />
        <RepeatPart day={draft.startDay} repeat={draft.repeat} onChange={(repeat) => set({ repeat })} />
        <PeoplePart
          {...{ draft, set }}
          exceptId={appointment?.id}
          organizerId={appointment?.organizerId ?? me.id}
        />
        <RecordChooser
          label={t('calendar.contact')}
          kind="contact"
          value={draft.contact}
          find={findContacts}
          onChange={(contact) => set({ contact })}
        />
        <SubjectPicker value={draft.subjects} onChange={(subjects) => set({ subjects })} />
        <label className="cal-field">
          {t('calendar.place')}
          <input
            className="field"
            value={draft.place}
            maxLength={500}
            onChange={(event) => set({ place: event.target.value })}
          />
        </label>
        <MoreFields {...{ draft, set }} />
      </div>
    </FormSheet>
  )
}

function MoreFields({ draft, set }: { draft: Draft; set: (change: Partial<Draft>) => void }) {
  const t = useText()
  const { reminderMinutes } = draft
  const reminders = [...new Set([...REMINDERS, ...(reminderMinutes === null ? [] : [reminderMinutes])])].sort(
    (a, b) => a - b,
  )
  return (
    <>
      <label className="cal-field">
        {t('calendar.reminder')}
        <select
          className="field"
          value={reminderMinutes ?? ''}
          onChange={(event) =>
            set({ reminderMinutes: event.target.value === '' ? null : Number(event.target.value) })
          }
        >
          <option value="">{t('calendar.reminder.none')}</option>
          {reminders.map((minutes) => (
            <option key={minutes} value={minutes}>
              {reminderWords(minutes)}
            </option>
          ))}
        </select>
      </label>
      <label className="cal-field">
        {t('calendar.show_as')}
        <select
          className="field"
          value={draft.busy}
          onChange={(event) => set({ busy: event.target.value as Draft['busy'] })}
        >
          {BUSY.map((busy) => (
            <option key={busy} value={busy}>
              {t(`calendar.busy.${busy}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="cal-field">
        {t('calendar.category')}
        <input
          className="field"
          value={draft.category}
          maxLength={100}
          onChange={(event) => set({ category: event.target.value })}
        />
      </label>
      <label className="cal-check">
        <input
          type="checkbox"
          className="check"
          checked={draft.private}
          onChange={(event) => set({ private: event.target.checked })}
        />
        <span>
          {t('calendar.private')} <span className="muted">{t('calendar.private.hint')}</span>
        </span>
      </label>
      <label className="cal-field whole">
        {t('calendar.description')}
        <textarea
          className="field area"
          rows={3}
          value={draft.description}
          onChange={(event) => set({ description: event.target.value })}
        />
      </label>
    </>
  )
}

interface SaveProps {
  appointment: Appointment | undefined
  before: Draft
  onDone: (saved: Appointment | undefined) => void
}

function useSave({ appointment, before, onDone }: SaveProps) {
  const t = useText()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const refresh = () => client.invalidateQueries({ queryKey: ['appointment'] })
  const send = async (draft: Draft): Promise<Appointment | undefined> => {
    if (!appointment) {
      const made = await ask<Appointment>('POST', '/appointments', { body: bodyOf(draft) })
      did({
        label: t('calendar.created', { title: made.title }),
        undo: () => ask('DELETE', `/appointments/${made.id}`).finally(refresh),
      })
      return made
    }
    const body = changesOf(before, draft)
    if (Object.keys(body).length === 0) return appointment
    const { id, occurrence, version } = appointment
    // Another rule is meant for what comes, never for one occurrence alone.
    const scope =
      occurrence === null
        ? undefined
        : body.rrule === undefined
          ? await askScope({ verb: 'change' })
          : 'following'
    if (occurrence !== null && !scope) return undefined
    return ask<Appointment>('PATCH', `/appointments/${id}`, {
      body: { ...body, ...(occurrence && { occurrence, scope }) },
      version,
    })
  }
  const save = async (draft: Draft, invites: boolean) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const saved = await send(draft)
      await refresh()
      if (saved) onDone(saved)
      if (saved && invites) void openInvite({ id: saved.id, title: saved.title })
      else if (saved && appointment) void offerToTell(client, saved.id)
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await refresh()
      setProblem(wholeWords(error))
    }
    setBusy(false)
  }
  return { save, busy, problem }
}
