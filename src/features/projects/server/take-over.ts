import type { Opportunity } from '#features/opportunities/opportunity.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Project } from '../project.ts'
import type { ProjectsDb } from './tables.ts'

/** An opportunity as `by` sees it, and the project that was just made of it. */
export interface Following {
  from: Opportunity
  to: Project
}

/** What a feature above projects adds to one that follows from an opportunity; the list is in `app/catalogue.ts`. */
export type TakeOver<T = ProjectsDb> = (tx: Tx<T>, by: By, following: Following) => Promise<void>
