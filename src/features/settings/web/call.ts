import { ApiProblem, type FieldProblem } from '#ui/api/api-problem.ts'
import { problemWords } from '#ui/api/problem-words.ts'
import { ask } from '#ui/api/request.ts'

/** Calls the API like `ask`; what it refuses is said in the user's language, as a whole and field by field. */
export async function call<Answer>(...input: Parameters<typeof ask>): Promise<Answer> {
  try {
    return await ask<Answer>(...input)
  } catch (error) {
    throw error instanceof ApiProblem ? inWords(error) : error
  }
}

function inWords(problem: ApiProblem): ApiProblem {
  const errors = problem.errors.map((error) => ({ ...error, message: fieldWords(error) }))
  const whole = errors.map((error) => error.message).join(' ') || problemWords(problem)
  return new ApiProblem(problem.status, problem.code, whole, errors)
}

/** An address that is none has a sentence of its own; for others the code says enough. */
function fieldWords(error: FieldProblem): string {
  const isEmail = /(^|\.)email$/.test(error.path) && error.code.startsWith('invalid_')
  return problemWords(isEmail ? { ...error, code: 'custom_email' } : error)
}
