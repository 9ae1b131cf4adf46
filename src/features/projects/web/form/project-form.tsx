import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { ownerChoices } from '#features/users/web/choices.ts'
import type { useForm } from '#features/settings/web/use-form.ts'
import { useRecordForm } from '#features/settings/web/use-record-form.ts'
import { AccessPart } from '#features/users/web/access-part.tsx'
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
  const user = useUser()
  const known = useProjectWords()
  const create = useCreateProject()
  const form = useRecordForm({
    record: project,
    draft: () => draftOf(user.id, { project, contact }),
    create: (draft: ProjectDraft) => create(projectOf(draft)),
    pageOf: (id) => `/projects/${id}`,
    changesOf,
    change: useChangeProject(),
    onDone,
  })
  return (
    <FormSheet
      {...form.sheet}
      title={t(project ? 'projects.form.edit' : 'projects.form.new')}
      action={t(project ? 'projects.form.save' : 'projects.form.create')}
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
        {(!project || project.can.includes('access')) && (
          <AccessPart
            known={known}
            restricted={form.ticked('restricted')}
            access={form.given('access')}
            words={{
              restrict: t('projects.restrict'),
              who: t('projects.restrict_text'),
              access: t('projects.access'),
            }}
          />
        )}
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
