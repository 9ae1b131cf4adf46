import { useQueryClient } from '@tanstack/react-query'
import { use, useEffect, useState } from 'react'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { Contact, ContactNew } from '../../contact.ts'
import { useChangeContact } from '../change-contact.ts'
import { createContact, type Vocabulary } from '../contact-api.ts'
import { firstDraft, patchBetween, same, toInput, type Draft } from './draft.ts'
import { FormSlots } from './form-slots.ts'
import { dropDraft, keepDraft, keptDraft } from './kept-draft.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'

export interface ContactFormProps {
  kind: 'person' | 'company'
  contact?: Contact
  preset?: Partial<ContactNew>
  /** A text to make the contact of. */
  paste?: string
  onDone: (contact: Contact | undefined) => void
}

/** Everything the form does: what is typed, what is wrong with it, and saving it. */
export function useContactForm(props: ContactFormProps, known: Vocabulary, country: string) {
  const { kind, contact, preset, onDone } = props
  const t = useText()
  const user = useUser()
  const client = useQueryClient()
  const change = useChangeContact()
  const form = contact?.id ?? kind
  const begin = () => firstDraft({ kind, contact, preset, fields: known.fields, by: user.id, country })
  const [first, setFirst] = useState(begin)
  const [draft, setDraft] = useState(first)
  const [kept, setKept] = useState(() => keptDraft(form))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const { Hint } = use(FormSlots)
  const dirty = !same(draft, first)
  useEffect(() => {
    if (dirty) keepDraft(form, draft)
  }, [form, draft, dirty])

  const write = async (anyway: boolean): Promise<Contact> => {
    if (!contact) return createContact(client, toInput(draft, kind), Hint && !anyway ? 'sure' : undefined)
    const patch = patchBetween(first, draft, kind)
    if (!Object.keys(patch).length) return contact
    return change(contact, patch, t('contacts.changed.all', { name: contact.displayName }))
  }
  const save = async (then: 'close' | 'next', anyway = false) => {
    if (busy) return
    setBusy(true)
    setRefused(undefined)
    try {
      const saved = await write(anyway)
      dropDraft(form)
      if (!contact) say(t('contacts.created_one', { name: saved.displayName }))
      if (then === 'close') return onDone(saved)
      const empty = begin()
      setFirst(empty)
      setDraft(empty)
      setErrors({})
      setProblem(undefined)
      requestAnimationFrame(() => goTo('[data-autofocus]'))
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'duplicate')
        return setRefused({ problem: error, ending: then })
      setErrors(fieldWords(error))
      setProblem(wholeWords(error, true))
      requestAnimationFrame(() => goTo('[aria-invalid="true"]'))
    } finally {
      setBusy(false)
    }
  }
  const set = (part: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...part }))
    setKept(undefined)
    setRefused(undefined)
    setErrors((now) => without(now, Object.keys(part)))
  }
  return {
    draft,
    errors,
    problem,
    busy,
    dirty,
    /** Saving was refused because there is one like it. */
    refused: refused?.problem,
    saveAnyway: () => refused && save(refused.ending, true),
    goOn: () => setRefused(undefined),
    /** What was typed before and never saved, to go on with. */
    kept: dirty ? undefined : kept,
    set,
    save,
    resume: () => kept && setDraft(kept),
    forget: () => {
      dropDraft(form)
      setKept(undefined)
    },
    leave: () => {
      dropDraft(form)
      onDone(undefined)
    },
    complain: (path: string, words: string | undefined) =>
      setErrors((now) => (words ? { ...now, [path]: words } : without(now, [path]))),
  }
}

interface Refused {
  problem: ApiProblem
  ending: 'close' | 'next'
}

export type ContactFormState = ReturnType<typeof useContactForm>

/** The complaints but for those about these fields. */
function without(errors: Record<string, string>, fields: string[]): Record<string, string> {
  const about = (path: string) => fields.some((field) => path === field || path.startsWith(`${field}.`))
  const left = Object.entries(errors).filter(([path]) => !about(path))
  return left.length === Object.keys(errors).length ? errors : Object.fromEntries(left)
}

/** A field of the form comes into view and takes the keyboard: the first one, or the first that is wrong. */
function goTo(field: string): void {
  document.querySelector<HTMLElement>(`.contact-form ${field}`)?.focus()
}
