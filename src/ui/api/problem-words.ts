import { text, type TextKey } from '../texts.ts'
import { ApiProblem, NoConnection } from './api-problem.ts'

/** A refusal in the user's language by its code (`problem.<code>`); the server's sentence where none is known. */
export function problemWords({ code, message }: { code: string; message: string }): string {
  const key = `problem.${code}`
  const words = text(key as TextKey)
  return words === key ? message : words
}

/** What each field lacks, by its path. */
export function fieldWords(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {}
  return Object.fromEntries(error.errors.map((one) => [one.path, problemWords(one)]))
}

/** What went wrong as a whole; `inForm`: the fields say it themselves. */
export function wholeWords(error: unknown, inForm = false): string {
  if (error instanceof NoConnection) return text('error.offline')
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error)
  if (!error.errors.length) return problemWords(error)
  return inForm ? text('problem.fields') : error.errors.map(problemWords).join(' ')
}
