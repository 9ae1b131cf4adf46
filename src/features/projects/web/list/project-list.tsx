import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { contactQuery } from '#features/contacts/web/contact-api.ts'
import { opportunityQuery } from '#features/opportunities/web/opportunity-api.ts'
import { useUser } from '#ui/api/session.ts'
import { useCommands } from '#ui/keys.ts'
import type { Card, ListDescription, RowKey } from '#ui/list/description.ts'
import { useKeptViews, type KeptViews } from '#ui/list/kept-views.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { questionOf } from '#ui/list/question-of.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Project } from '../../project.ts'
import { openProjectForm } from '../dialogs.ts'
import { useChangeProject, useDeleteProject, useProjectWords } from '../project-api.ts'
import { namesOf, RestrictedMark, spanWords, StatusMark } from '../project-parts.tsx'
import { projectColumns } from './project-columns.tsx'
import { projectFilters, projectPresets } from './project-filters.ts'
import { projectMenu } from './project-menu.ts'

const question = questionOf<Project>('/projects')

/** The list of all projects one may see. */
export function ProjectListScreen({ kept }: { kept: KeptViews }) {
  const t = useText()
  if (useUser().role === 'guest') return <EmptyList title={t('projects.title')} text={t('projects.guests')} />
  return <ProjectList kept={kept} />
}

function ProjectList({ kept }: { kept: KeptViews }) {
  const t = useText()
  const go = useNavigate()
  const change = useChangeProject()
  const remove = useDeleteProject()
  useCommands('projects.title', [
    { id: 'projects.new', text: 'projects.new', keys: ['n'], run: () => void openProjectForm({}) },
  ])
  return (
    <List
      description={useDescription()}
      onOpen={(row) => void go(`/projects/${row.id}`)}
      rowMenu={(row) => projectMenu(row, { t, go, change, remove })}
      rowKeys={useRowKeys()}
      {...useKeptViews(projectPresets(t), kept)}
      empty={
        <EmptyList title={t('projects.empty_title')} text={t('projects.empty')}>
          <button type="button" className="button primary" onClick={() => void openProjectForm({})}>
            {t('projects.new')}
          </button>
        </EmptyList>
      }
    />
  )
}

function useDescription(): ListDescription<Project> {
  const t = useText()
  const { users } = useProjectWords()
  const [params] = useSearchParams()
  const [contactId, opportunityId] = [params.get('contact'), params.get('opportunity')]
  const contact = useQuery({ ...contactQuery(contactId ?? ''), enabled: contactId !== null }).data
  const opportunity = useQuery({
    ...opportunityQuery(opportunityId ?? ''),
    enabled: opportunityId !== null,
  }).data
  return useMemo(() => {
    const named = (id: string | null, label = '…') => (id === null ? undefined : { value: id, label })
    return {
      id: 'projects',
      kind: 'project',
      title: 'projects.title',
      countText: 'projects.count',
      columns: projectColumns,
      filters: projectFilters({ users }, t, {
        contact: named(contactId, contact?.displayName),
        opportunity: named(opportunityId, opportunity?.title),
      }),
      defaultSort: 'status',
      rowId: (row) => row.id,
      rowName: (row) => row.title,
      card: (row) => cardOf(row, t),
      ...question,
    }
  }, [users, contactId, contact, opportunityId, opportunity, t])
}

function cardOf(row: Project, t: Translate): Card {
  const contacts = namesOf(
    row.contacts.map(({ displayName }) => displayName),
    1,
  )
  return {
    title: row.title,
    subtitle: [contacts, spanWords(t, row)].filter(Boolean).join(' · ') || row.owner.name,
    side: (
      <>
        <RestrictedMark project={row} />
        <StatusMark project={row} />
      </>
    ),
  }
}

function useRowKeys(): RowKey<Project>[] {
  const remove = useDeleteProject()
  return [
    {
      id: 'project.edit',
      text: 'projects.edit',
      keys: ['e'],
      run: (row) => row.can.includes('change') && void openProjectForm({ project: row }),
    },
    {
      id: 'project.delete',
      text: 'projects.delete',
      keys: ['Delete'],
      run: (row) => row.can.includes('delete') && void remove(row),
    },
  ]
}
