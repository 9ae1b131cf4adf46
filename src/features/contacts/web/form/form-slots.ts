import { createContext, type ComponentType } from 'react'
import type { ApiProblem } from '#ui/api/api-problem.ts'
import type { Choice } from '#ui/inputs/record-chooser.tsx'
import type { ContactNew } from '../../contact.ts'

/** What higher features add to the form of a contact; put together in src/app/web. */
export interface FormSlots {
  /** Says who is there already, and asks when saving was refused for it. */
  Hint?: ComponentType<{
    id: string | undefined
    /** As far as it is typed; undefined until somebody types. */
    input: ContactNew | undefined
    refused: ApiProblem | undefined
    onAnyway: () => void
    onGoOn: () => void
  }>
  /** Proposes where a person works. */
  Employer?: ComponentType<{ input: ContactNew; onChoose: (company: Choice) => void }>
}

export const FormSlots = createContext<FormSlots>({})
