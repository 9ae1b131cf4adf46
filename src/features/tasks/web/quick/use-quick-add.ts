import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { quickAdd } from '#kernel/quick-add.ts'
import { ask } from '#ui/api/request.ts'
import { useLanguage } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { today } from '../days.ts'
import type { TaskContact } from '../dialogs.ts'
import { useCreateTask } from '../task-api.ts'
import { addressedIn, namesIn } from './names-in.ts'

/** A line that becomes a task: what is understood of it while it is typed. */
export function useQuickAdd({ contact: given }: { contact?: TaskContact | undefined } = {}) {
  const language = useLanguage()
  const create = useCreateTask()
  const [line, setLine] = useState('')
  const [chosen, setChosen] = useState<TaskContact | null>()
  const [busy, setBusy] = useState(false)
  const understood = quickAdd(line, dayNumber(today()), language)
  const offered = useContacts(useDeferredValue(understood.title), given === undefined)
  const [first] = offered
  const isAddressed = first !== undefined && offered.length === 1 && addressedIn(understood.title)
  const contact = chosen === undefined ? (given ?? (isAddressed ? first : null)) : chosen
  const dueDate = understood.day === undefined ? today() : dayOf(understood.day)
  const save = async (): Promise<boolean> => {
    if (!understood.title || busy) return false
    setBusy(true)
    try {
      const { title, time } = understood
      await create({ title, dueDate, dueTime: time ?? null, contactId: contact?.id ?? null })
      setLine('')
      setChosen(undefined)
      return true
    } catch (error) {
      complain(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    line,
    /** What of it stands for a new task, for the form to go on with. */
    preset: { title: understood.title, dueDate, dueTime: understood.time ?? null },
    offered: offered.filter((one) => one.id !== contact?.id),
    contact,
    busy,
    setLine: (typed: string) => {
      setLine(typed)
      if (typed === '') setChosen(undefined)
    },
    choose: setChosen,
    save,
  }
}

export type QuickAddState = ReturnType<typeof useQuickAdd>

interface Found {
  kind: string
  id: string
  title: string
}

/** The contacts a line may be about, the likeliest first. */
function useContacts(title: string, asks: boolean): TaskContact[] {
  const names = namesIn(title)
  const { data = [] } = useQuery({
    queryKey: ['contact', 'quick', ...names],
    queryFn: async ({ signal }) => {
      const asked = names.map((q) =>
        ask<{ items: Found[] }>('GET', '/search', { query: { q, limit: '5' }, signal }),
      )
      return bestOf(
        names,
        (await Promise.all(asked)).flatMap(({ items }) => items),
      )
    },
    enabled: asks && names.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return names.length > 0 && asks ? data : []
}

/** Those with the most of the words in their name; of a word that is in no name nothing is offered. */
function bestOf(names: string[], found: Found[]): TaskContact[] {
  const fold = (text: string) => text.toLowerCase()
  const scored = new Map<string, { contact: TaskContact; score: number }>()
  for (const { kind, id, title } of found) {
    const words = fold(title).split(/[^\p{L}\p{N}]+/u)
    const score = names.filter((name) =>
      fold(name)
        .split(' ')
        .every((word) => words.includes(word)),
    ).length
    if (kind === 'contact' && score > 0) scored.set(id, { contact: { id, displayName: title }, score })
  }
  const best = Math.max(0, ...[...scored.values()].map(({ score }) => score))
  return [...scored.values()].flatMap(({ contact, score }) => (score === best ? [contact] : [])).slice(0, 3)
}
