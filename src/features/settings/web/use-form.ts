import { useState, type ChangeEvent } from 'react'
import { text } from '#ui/texts.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { isSame } from '#kernel/diff.ts'

/** The fields that hold such a value. */
type FieldOf<Values, Held> = {
  [Field in keyof Values]: Values[Field] extends Held ? Field : never
}[keyof Values] &
  string

type Typed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement>

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
  const set = (part: Partial<Values>) => setValues((now) => ({ ...now, ...part }))
  const put = (field: string, value: unknown) => set({ [field]: value } as Partial<Values>)
  const form = {
    busy,
    dirty: !isSame(first, values),
    /** What the whole form lacks; a single field shows its own complaint. */
    problem: Object.keys(fields).some((path) => path in values) ? undefined : problem && wholeWords(problem),
  }
  return {
    ...form,
    values,
    fields,
    set,
    submit: () => void submit(),
    /** What the sheet around the fields has to know. */
    sheet: { ...form, onSubmit: () => void submit(), onClose: onDone },
    /** Binds an input that tells of its events. */
    typed: (field: FieldOf<Values, string>) => ({
      value: values[field] as string,
      error: fields[field],
      onChange: (event: Typed) => put(field, event.currentTarget.value),
    }),
    /** Binds an input that tells its value. */
    given: <Field extends keyof Values & string>(field: Field) => ({
      value: values[field],
      error: fields[field],
      onChange: (value: Values[Field]) => put(field, value),
    }),
    /** Binds a box to tick, or a switch. */
    ticked: (field: FieldOf<Values, boolean>) => ({
      checked: values[field] as boolean,
      onChange: (event: ChangeEvent<HTMLInputElement>) => put(field, event.currentTarget.checked),
    }),
  }
}
