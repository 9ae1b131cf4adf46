import { useState, type FormEvent } from 'react'
import { ApiProblem, NoConnection } from '#ui/api/api-problem.ts'
import { useText } from '#ui/texts.ts'

/** A small form: its values, what the server says to them, and whether it is on its way. */
export function useDoorForm<Values extends object>(
  first: Values,
  send: (values: Values) => Promise<unknown>,
) {
  const t = useText()
  const [values, setValues] = useState(first)
  const [problem, setProblem] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const fields: Record<string, string> = problem instanceof ApiProblem ? problem.fields : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    try {
      await send(values)
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
    } finally {
      setBusy(false)
    }
  }
  const message =
    problem &&
    (problem instanceof NoConnection ? t('error.offline') : Object.keys(fields).length ? '' : problem.message)
  return {
    values,
    busy,
    message,
    problem,
    submit,
    set: (part: Partial<Values>) => setValues({ ...values, ...part }),
    /** The value, the change and the complaint of one field. */
    field: (name: keyof Values & string, path: string = name) => ({
      name,
      value: String(values[name] ?? ''),
      error: fields[path],
      onChange: (event: { currentTarget: { value: string } }) =>
        setValues({ ...values, [name]: event.currentTarget.value }),
    }),
  }
}
