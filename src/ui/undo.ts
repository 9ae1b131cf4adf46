import { useSyncExternalStore } from 'react'
import { wholeWords } from './api/problem-words.ts'
import { text } from './texts.ts'

/** What was done, in words, how to take it back, and what one would do next. */
export interface Undoable {
  label: string
  undo: () => Promise<unknown>
  next?: { label: string; run: () => void }
}

/** A short message at the lower edge; with a way back for ten seconds where there is one. */
export interface Toast {
  id: number
  label: string
  tone: 'calm' | 'error'
  action?: Undoable
}

const stack: Undoable[] = []
let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()
const depth = 50

/** Notes an action that can be taken back and says so. */
export function did(action: Undoable): void {
  stack.push(action)
  if (stack.length > depth) stack.shift()
  show({ label: action.label, tone: 'calm', action })
}

/** Takes the last action back (`Ctrl+Z`), or one that a toast names. */
export async function undo(action = stack.at(-1)): Promise<void> {
  if (!action) return
  const at = stack.indexOf(action)
  if (at < 0) return
  stack.splice(at, 1)
  toasts = toasts.filter((toast) => toast.action !== action)
  try {
    await action.undo()
    say(text('undo.done', { label: action.label }))
  } catch (error) {
    complain(error)
  }
}

/** Says a short thing that needs no answer. */
export function say(label: string): void {
  show({ label, tone: 'calm' })
}

/** Says what went wrong, in words one can act on. */
export function complain(error: unknown): void {
  show({ label: wholeWords(error), tone: 'error' })
}

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id)
  tell()
}

/** The messages on the screen now. */
export function useToasts(): Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}

function show(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  const id = lastId
  toasts = [...toasts.slice(-2), { ...toast, id }]
  tell()
  setTimeout(() => dismiss(id), toast.action ? 10_000 : 5000)
}

function tell(): void {
  for (const listener of listeners) listener()
}
