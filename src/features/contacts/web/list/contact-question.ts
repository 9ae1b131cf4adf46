import { questionOf } from '#ui/list/question-of.ts'
import type { Contact } from '../../contact.ts'

/** How the list of contacts is loaded and counted. */
export const contactQuestion = questionOf<Contact>('/contacts')
