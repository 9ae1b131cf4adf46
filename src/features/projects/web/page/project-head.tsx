import { Link, useNavigate } from 'react-router'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { Fact } from '#ui/record/fact.tsx'
import { RecordActions } from '#ui/record/record-actions.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { PROJECT_STATES } from '../../project.ts'
import type { Project } from '../../project.ts'
import { projectMenu } from '../list/project-menu.ts'
import { useChangeProject, useDeleteProject } from '../project-api.ts'
import { namesOf, Period, RestrictedMark, spanWords } from '../project-parts.tsx'

/** The card above: how it stands, from when to when, who does it, and what it follows from. */
export function ProjectHead({ project }: { project: Project }) {
  const t = useText()
  const change = useChangeProject()
  const { opportunity, owner, members, description, can } = project
  const team = members.filter(({ id }) => id !== owner.id).map(({ name }) => name)
  const mayChange = can.includes('change')
  return (
    <header className="record-top">
      <div className="record-title">
        <h1>{project.title}</h1>
        <RestrictedMark project={project} />
        <span className="grow" />
        <HeadActions project={project} />
      </div>
      <dl className="record-facts project-facts">
        <Fact name={t('projects.status')}>
          <StatusChoice project={project} />
        </Fact>
        <Fact name={t('projects.when')}>
          {spanWords(t, project) ? (
            <Period project={project} />
          ) : (
            <span className="muted">{t('projects.no_day')}</span>
          )}
        </Fact>
        <Fact name={t('projects.owner')}>
          {owner.name}
          {team.length > 0 && <span className="muted">{namesOf(team, 3)}</span>}
        </Fact>
        {opportunity && (
          <Fact name={t('projects.opportunity')}>
            <Link to={`/opportunities/${opportunity.id}`} className="cut">
              {opportunity.title}
            </Link>
          </Fact>
        )}
      </dl>
      {(mayChange || description) && (
        <EditField
          label={t('projects.description')}
          value={description}
          multiline
          readOnly={!mayChange}
          placeholder={t('projects.description_add')}
          onSave={(description) => change(project, { description })}
        />
      )}
    </header>
  )
}

function StatusChoice({ project }: { project: Project }) {
  const t = useText()
  const change = useChangeProject()
  const choose = (value: string) => {
    const status = PROJECT_STATES.find((one) => one === value)
    if (status) void change(project, { status }).catch(complain)
  }
  return (
    <select
      className="field project-status"
      aria-label={t('projects.status_of', { title: project.title })}
      disabled={!project.can.includes('change')}
      value={project.status}
      onChange={({ target }) => choose(target.value)}
    >
      {PROJECT_STATES.map((status) => (
        <option key={status} value={status}>
          {t(`projects.status.${status}`)}
        </option>
      ))}
    </select>
  )
}

function HeadActions({ project }: { project: Project }) {
  const t = useText()
  const go = useNavigate()
  const change = useChangeProject()
  const remove = useDeleteProject()
  const erase = (one: Project) => remove(one).then(() => void go('/projects'))
  return (
    <RecordActions
      label={t('projects.more')}
      items={projectMenu(project, { t, go, change, remove: erase })}
    />
  )
}
