import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { text, type TextKey } from '#ui/texts.ts'

/** Calls the API like `ask`; what it refuses is said in the user's language, field by field. */
export async function call<Answer>(...input: Parameters<typeof ask>): Promise<Answer> {
  try {
    return await ask<Answer>(...input)
  } catch (error) {
    throw error instanceof ApiProblem ? inWords(error) : error
  }
}

function inWords({ status, code, message, errors }: ApiProblem): ApiProblem {
  const fields = errors.map((error) => ({ ...error, message: wordsFor(error.code) ?? error.message }))
  const whole = code === 'invalid' ? undefined : wordsFor(code)
  return new ApiProblem(status, code, whole ?? fields[0]?.message ?? message, fields)
}

/** The text of a code, if the catalogue has one; the server's own English sentence stands in for the others. */
function wordsFor(code: string): string | undefined {
  const key = `problem.${code}` as TextKey
  const words = text(key)
  return words === key ? undefined : words
}
