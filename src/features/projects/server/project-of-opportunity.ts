import { seenContacts } from '#features/contacts/server/check-contacts.ts'
import { readOpportunity } from '#features/opportunities/server/read-opportunities.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Project } from '../project.ts'
import { createProject } from './create-project.ts'
import type { ProjectsDb } from './tables.ts'
import type { TakeOver } from './take-over.ts'

interface Wanted {
  opportunityId: string
  takeOvers: readonly TakeOver[]
}

/**
 * Makes the project that follows from an opportunity: its words, its owner, its participants, who may see it, and what
 * other features take over.
 */
export async function projectOfOpportunity(
  tx: Tx<ProjectsDb>,
  by: By,
  { opportunityId, takeOvers }: Wanted,
): Promise<Project> {
  const from = await readOpportunity(tx as never, by, opportunityId)
  const { title, description, ownerId, participants, visibility, access } = from
  const named = participants.map(({ contactId }) => contactId)
  const contacts = [...(await seenContacts(tx, by, named))]
  const to = await createProject(tx, by, {
    title,
    description,
    ownerId,
    contacts,
    visibility,
    access,
    opportunityId,
  })
  for (const takeOver of takeOvers) await takeOver(tx, by, { from, to })
  return to
}
