import { ApiProblem } from '#ui/api/api-problem.ts'
import { text, type TextKey } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { useChangeContact, type Patch } from '../change-contact.ts'

/** How a field of the page saves: shown at once, refusals in words, undone by Ctrl+Z. `name` is the field in words. */
export type Save = (patch: Patch, name: string) => Promise<void>

export function useSave(contact: Contact): Save {
  const change = useChangeContact()
  return async (patch, name) => {
    try {
      await change(contact, patch, text('page.changed', { name }))
    } catch (error) {
      throw inWords(error)
    }
  }
}

/** A refusal in the language shown, as far as its code is known there. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof ApiProblem)) return error
  const [first] = error.errors
  const code = first?.code ?? error.code
  const key = `problem.${code}` as TextKey
  const said = text(key)
  return new Error(said === key ? (first?.message ?? error.message) : said)
}
