import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { accessChoices, ownerChoices } from '#features/users/web/choices.ts'
import { useForm } from '#features/settings/web/use-form.ts'
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

type Form = ReturnType<typeof useForm<ProjectDraft>>

/** The form of a project: a new one, or one that is there. */
export function ProjectForm({ project, contact, onDone }: ProjectFormProps) {
  const t = useText()
  const go = useNavigate()
  const user = useUser()
  const [start] = useState(() => draftOf(user.id, { project, contact }))
  const create = useCreateProject()
  const change = useChangeProject()
  const send = async (draft: ProjectDraft) => {
    if (project) {
      const changes = changesOf(project, draft)
      if (Object.keys(changes).length > 0) await change(project, changes)
    } else await create(projectOf(draft)).then(({ id }) => void go(`/projects/${id}`))
    onDone(true)
  }
  const form = useForm(start, send, () => undefined)
  return (
    <FormSheet
      {...form.sheet}
      wide
      title={t(project ? 'projects.form.edit' : 'projects.form.new')}
      action={t(project ? 'projects.form.save' : 'projects.form.create')}
      onClose={() => onDone(false)}
    >
      <div className="project-form">
        <TextInput
          label={t('projects.name')}
          placeholder={t('projects.form.hint')}
          required
          data-autofocus
          maxLength={255}
          {...form.typed('title')}
        />
        <StandPart form={form} />
        <TeamPart form={form} />
        <div className="project-pairs">
          <ContactsInput value={form.values.contacts} onChange={(contacts) => form.set({ contacts })} />
          <OpportunityInput
            value={form.values.opportunity}
            error={form.fields['opportunityId']}
            onChange={(opportunity) => form.set({ opportunity })}
          />
        </div>
        <Textarea
          label={t('projects.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={65_000}
          {...form.typed('description')}
        />
        {(!project || project.can.includes('access')) && <AccessPart form={form} />}
      </div>
    </FormSheet>
  )
}

/** How it stands, and from when to when. */
function StandPart({ form: { values, set, given } }: { form: Form }) {
  const t = useText()
  return (
    <div className="project-thirds">
      <Select
        label={t('projects.status')}
        allowDeselect={false}
        data={PROJECT_STATES.map((value) => ({ value, label: t(`projects.status.${value}`) }))}
        value={values.status}
        onChange={(status) => status && set({ status })}
      />
      <DayInput label={t('projects.start')} {...given('startDay')} />
      <DayInput label={t('projects.end')} {...given('endDay')} />
    </div>
  )
}

function TeamPart({ form: { values, fields, set, given } }: { form: Form }) {
  const t = useText()
  const known = useProjectWords()
  return (
    <div className="project-pairs">
      <Select
        label={t('projects.owner')}
        searchable
        allowDeselect={false}
        data={ownerChoices(known, values.ownerId)}
        value={values.ownerId}
        error={fields['ownerId']}
        onChange={(ownerId) => ownerId && set({ ownerId })}
      />
      <MultiSelect
        label={t('projects.members')}
        searchable
        data={ownerChoices(known)}
        {...given('members')}
      />
    </div>
  )
}

function AccessPart({ form: { values, given, ticked } }: { form: Form }) {
  const t = useText()
  const known = useProjectWords()
  return (
    <>
      <label className="check-line">
        <input type="checkbox" className="check" {...ticked('restricted')} />
        {t('projects.restrict')}
      </label>
      {values.restricted && (
        <>
          <p className="muted">{t('projects.restrict_text')}</p>
          <MultiSelect
            label={t('projects.access')}
            searchable
            data={accessChoices(known)}
            {...given('access')}
          />
        </>
      )}
    </>
  )
}
