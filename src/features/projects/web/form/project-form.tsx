import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { accessChoices, ownerChoices } from '#features/events/web/form/choices.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { useUser } from '#ui/api/session.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { PROJECT_STATES } from '../../project.ts'
import type { Project } from '../../project.ts'
import { useChangeProject, useCreateProject, useProjectWords } from '../project-api.ts'
import '../projects.css'
import { ContactsInput, OpportunityInput } from './linked-inputs.tsx'
import { changesOf, draftOf, projectOf } from './project-draft.ts'
import type { ProjectDraft } from './project-draft.ts'

interface ProjectFormProps {
  project?: Project
  contact?: { id: string; displayName: string }
  onDone: (saved: boolean) => void
}

interface PartProps {
  draft: ProjectDraft
  set: (part: Partial<ProjectDraft>) => void
  errors: Record<string, string>
}

/** The form of a project: a new one, or one that is there. */
export function ProjectForm({ project, contact, onDone }: ProjectFormProps) {
  const t = useText()
  const go = useNavigate()
  const user = useUser()
  const [start] = useState(() => draftOf(user.id, { project, contact }))
  const [draft, setDraft] = useState(start)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const create = useCreateProject()
  const change = useChangeProject()
  const set = (part: Partial<ProjectDraft>) => setDraft((was) => ({ ...was, ...part }))
  const save = async () => {
    setBusy(true)
    try {
      if (project) {
        const changes = changesOf(project, draft)
        if (Object.keys(changes).length > 0) await change(project, changes)
      } else await create(projectOf(draft)).then(({ id }) => void go(`/projects/${id}`))
      onDone(true)
    } catch (error) {
      setErrors(fieldWords(error))
      setProblem(wholeWords(error, true))
      setBusy(false)
    }
  }
  const part = { draft, set, errors }
  return (
    <FormSheet
      wide
      title={t(project ? 'projects.form.edit' : 'projects.form.new')}
      dirty={JSON.stringify(draft) !== JSON.stringify(start)}
      busy={busy}
      problem={problem}
      action={t(project ? 'projects.form.save' : 'projects.form.create')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <div className="project-form">
        <TextInput
          label={t('projects.name')}
          placeholder={t('projects.form.hint')}
          required
          data-autofocus
          maxLength={255}
          value={draft.title}
          error={errors['title']}
          onChange={(change) => set({ title: change.currentTarget.value })}
        />
        <StandPart {...part} />
        <TeamPart {...part} />
        <div className="project-pairs">
          <ContactsInput value={draft.contacts} onChange={(contacts) => set({ contacts })} />
          <OpportunityInput
            value={draft.opportunity}
            error={errors['opportunityId']}
            onChange={(opportunity) => set({ opportunity })}
          />
        </div>
        <Textarea
          label={t('projects.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={65_000}
          value={draft.description}
          error={errors['description']}
          onChange={(change) => set({ description: change.currentTarget.value })}
        />
        {(!project || project.can.includes('access')) && <AccessPart {...part} />}
      </div>
    </FormSheet>
  )
}

/** How it stands, and from when to when. */
function StandPart({ draft, set, errors }: PartProps) {
  const t = useText()
  return (
    <div className="project-thirds">
      <Select
        label={t('projects.status')}
        allowDeselect={false}
        data={PROJECT_STATES.map((value) => ({ value, label: t(`projects.status.${value}`) }))}
        value={draft.status}
        onChange={(status) => status && set({ status })}
      />
      <DayInput
        label={t('projects.start')}
        value={draft.startDay}
        error={errors['startDay']}
        onChange={(startDay) => set({ startDay })}
      />
      <DayInput
        label={t('projects.end')}
        value={draft.endDay}
        error={errors['endDay']}
        onChange={(endDay) => set({ endDay })}
      />
    </div>
  )
}

function TeamPart({ draft, set, errors }: PartProps) {
  const t = useText()
  const known = useProjectWords()
  return (
    <div className="project-pairs">
      <Select
        label={t('projects.owner')}
        searchable
        allowDeselect={false}
        data={ownerChoices(known, draft.ownerId)}
        value={draft.ownerId}
        error={errors['ownerId']}
        onChange={(ownerId) => ownerId && set({ ownerId })}
      />
      <MultiSelect
        label={t('projects.members')}
        searchable
        data={ownerChoices(known)}
        value={draft.members}
        error={errors['members']}
        onChange={(members) => set({ members })}
      />
    </div>
  )
}

function AccessPart({ draft, set }: PartProps) {
  const t = useText()
  const known = useProjectWords()
  return (
    <>
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={draft.restricted}
          onChange={({ target }) => set({ restricted: target.checked })}
        />
        {t('projects.restrict')}
      </label>
      {draft.restricted && (
        <>
          <p className="muted">{t('projects.restrict_text')}</p>
          <MultiSelect
            label={t('projects.access')}
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
