import type { ComponentType } from 'react'
import { useEffect, useSyncExternalStore } from 'react'
import type { TextKey, Values } from './texts.ts'
import { useLatest } from './use-latest.ts'

/** Something one can do, from the palette, by its key, or both. */
export interface Command {
  id: string
  text: TextKey
  values?: Values
  /** `c`, `g k` (one after the other), `mod+k` (Ctrl, or Cmd on a Mac), `shift+F10`, `?`. */
  keys?: string[]
  icon?: ComponentType<{ size?: number; stroke?: number }>
  /** Works inside text fields too. */
  always?: boolean
  /** Only a key, no line in the palette (moving in a list, for instance). */
  keyOnly?: boolean
  run: () => void
}

export interface Scope {
  title: TextKey
  commands: Command[]
}

const scopes = new Map<symbol, Scope>()
const listeners = new Set<() => void>()
let snapshot: Scope[] = []
let begun = ''
let begunAt = 0
const sequenceTime = 1200

/** Offers these commands while the component is on the screen; later scopes win over earlier ones. */
export function useCommands(title: TextKey, commands: Command[]): void {
  const latest = useLatest(commands)
  const shape = commands.map((command) => `${command.id} ${command.keys?.join(',')}`).join('|')
  useEffect(() => {
    const token = Symbol(title)
    const find = (id: string) => latest.current.find((command) => command.id === id)
    const offered = latest.current.map((command) => ({ ...command, run: () => find(command.id)?.run() }))
    scopes.set(token, { title, commands: offered })
    tell()
    return () => {
      scopes.delete(token)
      tell()
    }
    // The shape stands for the commands: a new `run` alone changes nothing that is offered.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps
  }, [title, shape, latest])
}

/** Everything that can be done now, innermost scope first. */
export function useScopes(): Scope[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

/** Listens to the keyboard for all scopes; started once by the shell. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}

/** The keys a command answers to: the user's own where set, else its given ones. */
export function keysOf(command: Command): string[] {
  return ownKeys()[command.id] ?? command.keys ?? []
}

/** Gives a command other keys on this device; an empty list takes them away, `undefined` gives the first ones back. */
export function remap(id: string, keys: string[] | undefined): void {
  const own = ownKeys()
  if (keys) own[id] = keys
  else delete own[id]
  localStorage.setItem('kontor.keys', JSON.stringify(own))
  tell()
}

/** Takes over the keys that users keep with their account, from whatever device they set them. */
export function takeKeys(keys: Record<string, string[]>): void {
  localStorage.setItem('kontor.keys', JSON.stringify(keys))
  tell()
}

/** A key as one reads it: `mod+k` is Strg K, or ⌘ K on a Mac. */
export function keyCaps(key: string, german: boolean): string[] {
  const mac = navigator.platform.startsWith('Mac')
  const names: Record<string, string> = {
    mod: mac ? '⌘' : german ? 'Strg' : 'Ctrl',
    alt: 'Alt',
    shift: german ? 'Umschalt' : 'Shift',
    Escape: 'Esc',
    Enter: '↵',
    Space: german ? 'Leertaste' : 'Space',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Home: german ? 'Pos1' : 'Home',
    End: german ? 'Ende' : 'End',
    Delete: german ? 'Entf' : 'Del',
    ContextMenu: german ? 'Menütaste' : 'Menu',
    PageUp: german ? 'Bild↑' : 'PgUp',
    PageDown: german ? 'Bild↓' : 'PgDn',
  }
  return key.split(/[ +]/).map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}

/** What was pressed, in the notation of commands. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key
  const single = key.length === 1
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey && !single ? 'alt+' : ''
  // Signs such as `?` already say that shift was held.
  const shift = event.shiftKey && (!single || (mod && /[a-z]/i.test(key))) ? 'shift+' : ''
  return `${mod}${alt}${shift}${single ? key.toLowerCase() : key}`
}

/** Whether the keyboard belongs to a text field or an open dialog just now. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // A dialog keeps the keys even while nothing in it has the focus: Esc must reach it, not the list below.
  if (document.querySelector('dialog:modal')) return true
  if (target.isContentEditable || target.closest('[role=dialog],[popover]')) return true
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit)$/.test(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.key === 'Shift') return
  const key = pressed(event)
  const sequence = begun && event.timeStamp - begunAt < sequenceTime ? `${begun} ${key}` : ''
  begun = ''
  const typing = isTyping(event.target) || presses(event)
  const hit = (sequence && find(sequence, typing)) || find(key, typing)
  if (hit) {
    event.preventDefault()
    hit.run()
  } else if (!typing && startsSequence(key)) {
    begun = key
    begunAt = event.timeStamp
  }
}

/** Enter and Space belong to the button or link that has the focus. */
function presses(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false
  return event.target instanceof Element && event.target.closest('button,a,input,summary') !== null
}

function find(key: string, typing: boolean): Command | undefined {
  for (const scope of snapshot)
    for (const command of scope.commands)
      if ((!typing || command.always) && keysOf(command).includes(key)) return command
  return undefined
}

function startsSequence(key: string): boolean {
  return snapshot.some((scope) =>
    scope.commands.some((command) => keysOf(command).some((k) => k.startsWith(`${key} `))),
  )
}

function tell(): void {
  snapshot = [...scopes.values()].toReversed()
  for (const listener of listeners) listener()
}

/** The keys given to commands on this device, by command. */
export function ownKeys(): Record<string, string[]> {
  try {
    return JSON.parse(localStorage.getItem('kontor.keys') ?? '{}') as Record<string, string[]>
  } catch {
    return {}
  }
}
