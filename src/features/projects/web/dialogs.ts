import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Project } from '../project.ts'

/** What the dialogs of projects are about. They can be opened from every screen. */
interface Questions {
  /** A new one, or this one; a new one may be with a contact already. */
  form: { input: { project?: Project; contact?: { id: string; displayName: string } }; answer: boolean }
  /** Whether an opportunity becomes a project; true once it has. */
  follow: { input: { opportunity: { id: string; title: string } }; answer: boolean }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of a project; true once it is saved. */
export const openProjectForm = opener('form')
/** Asks whether to make a project of an opportunity, and says which there are; true once one was made. */
export const openFollow = opener('follow')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useProjectDialogs }
