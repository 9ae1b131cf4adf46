import { ApiProblem } from '#ui/api/api-problem.ts'
import { text, type TextKey } from '#ui/texts.ts'

/** What is wrong with a row, in the language shown as far as its code is known there. */
export function errorWords({ code, message }: { code: string; message: string }): string {
  const keys = [`problem.${code}`, `imports.row.${code}`] as TextKey[]
  const known = keys.find((key) => text(key) !== key)
  return known ? text(known) : message
}

/** A refusal of a whole file in words. */
export function refusal(error: unknown): Error {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error : new Error(String(error))
  const key = `imports.problem.${error.code}` as TextKey
  const said = text(key)
  return said === key ? error : new Error(said)
}
