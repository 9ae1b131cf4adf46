/** What one field of an input lacks. */
export interface FieldProblem {
  path: string
  code: string
  message: string
}

/** A refusal of the server, as RFC 9457 describes it. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldProblem[]
  /** Everything the answer said, for who knows more of it. */
  readonly body: object

  constructor(status: number, code: string, message: string, errors: FieldProblem[] = [], body: object = {}) {
    super(message)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.errors = errors
    this.body = body
  }

  /** The messages by dotted field path, as forms want them. */
  get fields(): Record<string, string> {
    return Object.fromEntries(this.errors.map((error) => [error.path, error.message]))
  }
}

/** No answer came: the network or the server is away. What was typed is still there. */
export class NoConnection extends Error {
  constructor(cause: unknown) {
    super('No connection', { cause })
    this.name = 'NoConnection'
  }
}

/** Reads the problem details out of a refusing answer. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined)
  const problem = (typeof body === 'object' && body) || {}
  const said = (key: string) =>
    key in problem ? String((problem as Record<string, unknown>)[key]) : undefined
  const errors =
    'errors' in problem && Array.isArray(problem.errors) ? (problem.errors as FieldProblem[]) : []
  const code = said('code') ?? said('type')?.split(/[/:]/).at(-1) ?? `http_${response.status}`
  const message = said('detail') ?? said('title') ?? response.statusText
  return new ApiProblem(response.status, code, message, errors, problem)
}
