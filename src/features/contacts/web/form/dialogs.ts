import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Chosen } from '#ui/list/description.ts'
import type { BulkField } from '../bulk/bulk-draft.ts'
import type { Contact, ContactChange, ContactNew } from '../../contact.ts'

/** What many contacts are to be asked about. */
export interface BulkQuestion {
  chosen: Chosen
  /** The field that stands there first. */
  first?: BulkField | undefined
}

/** What the dialogs of contacts are about. They can be opened from every screen. */
interface Questions {
  form: {
    input: { kind: 'person' | 'company'; contact?: Contact; preset?: Partial<ContactNew>; paste?: string }
    answer: Contact | undefined
  }
  permissions: { input: { contact: Contact }; answer: void }
  mend: { input: { contact: Contact }; answer: void }
  delete: { input: { contact: Contact }; answer: boolean }
  tags: { input: { contact: Contact }; answer: void }
  export: { input: { params: string; columns?: string[]; count?: number }; answer: void }
  cascade: { input: { contact: Contact; what: 'tags' | 'temperature' }; answer: boolean }
  bulk: { input: BulkQuestion; answer: boolean }
  bulkDelete: { input: Omit<BulkQuestion, 'first'>; answer: boolean }
  conflict: {
    input: { contact: Contact; theirs: Contact; patch: Omit<ContactChange, 'cascade'> }
    answer: boolean
  }
  /** Drawn by a higher feature. */
  merge: { input: { ids: string[] }; answer: Contact | undefined }
}

export type DialogInput<Kind extends keyof Questions> = Questions[Kind]['input']

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of a new contact, or of this one; answers with the contact once it is saved. */
export const openContactForm = opener('form')
/** Who looks after a contact and who may see it. */
export const openPermissions = opener('permissions')
/** Clears up what is missing or probably wrong in a contact. */
export const openMend = opener('mend')
/** Asks before deleting; true once it is in the bin. */
export const openDelete = opener('delete')
/** Chooses the tags of a contact. */
export const openTags = opener('tags')
/** As what the contacts of this question leave the house. */
export const openExport = opener('export')
/** Whether the company and its persons follow. */
export const askCascade = opener('cascade')
/** Whether one's own value holds against another's. */
export const askConflict = opener('conflict')

/** Changes many contacts at once; true once that has begun. */
export const openBulk = opener('bulk')
/** Deletes many contacts at once; true once that has begun. */
export const openBulkDelete = opener('bulkDelete')
/** Makes contacts one; with one alone the others are looked for first. Answers with the one that stayed. */
export const openMerge = opener('merge')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs }
