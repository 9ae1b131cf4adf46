import { useState } from 'react'
import { text } from '#ui/texts.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { isSame } from '#kernel/diff.ts'

/** A form in a sheet: its values, whether something would be lost, and what was refused, by field and as a whole. */
export function useForm<Values extends object>(
  first: Values,
  send: (values: Values) => Promise<unknown>,
  onDone: () => void,
) {
  const [values, setValues] = useState(first)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Error>()
  const fields = fieldWords(problem)
  // What is merely empty is said as such, not as "too short".
  for (const path of Object.keys(fields))
    if (values[path as keyof Values] === '') fields[path] = text('problem.required')
  const submit = async () => {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await send(values)
      onDone()
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
      setBusy(false)
    }
  }
  return {
    values,
    busy,
    fields,
    dirty: !isSame(first, values),
    /** What the whole form lacks; a single field shows its own complaint. */
    problem: Object.keys(fields).some((path) => path in values) ? undefined : problem && wholeWords(problem),
    set: (part: Partial<Values>) => setValues((now) => ({ ...now, ...part })),
    submit: () => void submit(),
  }
}
