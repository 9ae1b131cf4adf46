import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { groupsQuery, usersQuery } from '#features/contacts/web/contact-api.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { Project, ProjectChange, ProjectNew, ProjectPage } from '../project.ts'

// What a screen asks of projects. Keys begin with the kind of record, so that live changes refresh them.

/** One project. */
export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ['project', id],
    queryFn: ({ signal }) => ask<Project>('GET', `/projects/${id}`, { signal }),
  })

/** Some projects, by the words of the list's address. */
export const projectsQuery = (params: string) =>
  queryOptions({
    queryKey: ['project', 'some', params],
    queryFn: ({ signal }) => ask<ProjectPage>('GET', `/projects?${params}`, { signal }),
  })

const none: never[] = []

/** The names behind the ids in a project, as far as they have come. */
export function useProjectWords() {
  const users = useQuery(usersQuery).data ?? none
  const groups = useQuery(groupsQuery).data ?? none
  return { users, groups }
}

/** Makes a project; undone, it goes to the bin. */
export function useCreateProject() {
  const client = useQueryClient()
  return async (input: ProjectNew): Promise<Project> =>
    created(client, await ask<Project>('POST', '/projects', { body: input }))
}

/** Makes the project that follows from an opportunity; undone, it goes to the bin. */
export function useFollow() {
  const client = useQueryClient()
  return async (opportunityId: string): Promise<Project> =>
    created(client, await ask<Project>('POST', `/opportunities/${opportunityId}/project`))
}

/** Changes a project; undone, its fields get their old values. */
export function useChangeProject() {
  const client = useQueryClient()
  return async (before: Project, change: ProjectChange): Promise<Project> => {
    const changed = await ask<Project>('PATCH', `/projects/${before.id}`, { body: change })
    keep(client, changed)
    const { title } = changed
    const status = text(`projects.status.${changed.status}`)
    did({
      label: change.status ? text('projects.set', { title, status }) : text('projects.changed', { title }),
      undo: async () =>
        keep(
          client,
          await ask<Project>('PATCH', `/projects/${before.id}`, { body: formerOf(before, change) }),
        ),
    })
    return changed
  }
}

/** Moves a project to the bin, says so and can bring it back. */
export function useDeleteProject() {
  const client = useQueryClient()
  return async ({ id, title }: Project): Promise<void> => {
    try {
      await ask<void>('DELETE', `/projects/${id}`)
      refresh(client)
      did({
        label: text('projects.deleted', { title }),
        undo: async () => {
          await ask<Project>('POST', `/projects/${id}/restore`)
          refresh(client)
        },
      })
    } catch (error) {
      complain(error)
    }
  }
}

/** A project in the words of what is sent: people by their ids. */
export function writtenOf({ members, contacts, ...project }: Project) {
  return { ...project, members: members.map(({ id }) => id), contacts: contacts.map(({ id }) => id) }
}

function formerOf(before: Project, change: ProjectChange): ProjectChange {
  const written = writtenOf(before)
  return Object.fromEntries(
    Object.keys(change).map((field) => [field, written[field as keyof typeof written]]),
  )
}

function created(client: QueryClient, made: Project): Project {
  refresh(client)
  did({
    label: text('projects.created', { title: made.title }),
    undo: async () => {
      await ask<void>('DELETE', `/projects/${made.id}`)
      refresh(client)
    },
  })
  return made
}

function keep(client: QueryClient, project: Project): void {
  client.setQueryData(['project', project.id], project)
  refresh(client)
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['project'] })
}
