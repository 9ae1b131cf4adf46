import { seenContacts } from '#features/contacts/server/check-contacts.ts'
import { readOpportunity } from '#features/opportunities/server/read-opportunities.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Project } from '../project.ts'
import { createProject } from './create-project.ts'
import type { ProjectsDb } from './tables.ts'

/** Makes the project that follows from an opportunity: its words, its owner, its participants, and who may see it. */
export async function projectOfOpportunity(tx: Tx<ProjectsDb>, by: By, id: string): Promise<Project> {
  const { title, description, ownerId, participants, visibility, access } = await readOpportunity(
    tx as never,
    by,
    id,
  )
  const named = participants.map(({ contactId }) => contactId)
  const contacts = [...(await seenContacts(tx, by, named))]
  return createProject(tx, by, {
    title,
    description,
    ownerId,
    contacts,
    visibility,
    access,
    opportunityId: id,
  })
}
