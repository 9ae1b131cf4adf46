import type { Params, VCardProperty } from '#kernel/vcard.ts'
import { newLine } from '../ical/component.ts'
import type { Component, Property } from '../ical/component.ts'
import { besideOf, preference } from './card-lines.ts'
import type { Told } from './card-lines.ts'

interface ListEdit<T> {
  /** What the card says now, the preferred one first. */
  told: readonly Told<T>[]
  wanted: readonly T[]
  /** The same for the same thing written in another way. */
  key: (value: T) => string
  make: (value: T) => VCardProperty
}

/**
 * Brings the lines of a list to these values, in their order. A line whose value stays is not touched; one that gets
 * another value of its kind keeps its group, its label and its other parameters; what is no longer wanted goes with its
 * label.
 */
export function applyList<T>(card: Component, { told, wanted, key, make }: ListEdit<T>): void {
  const free = [...told]
  const take = (fits: (one: Told<T>) => boolean) => {
    const at = free.findIndex(fits)
    return at < 0 ? undefined : free.splice(at, 1)[0]
  }
  const exact = wanted.map((value) => take((one) => key(one.value) === key(value)))
  const lines = wanted.map((value, at) => {
    const old = exact[at] ?? take((one) => kindOf(one.value) === kindOf(value))
    if (!old) return asLine(make(value))
    const same = JSON.stringify(old.value) === JSON.stringify(value)
    return same ? (old.line as Property) : renewed(card, old, value, make(value))
  })
  const slots = new Set(told.map(({ line }) => line))
  place(card, slots, ordered(lines, told.length === 0))
  for (const { line } of free) removeLabels(card, line)
}

/** Of what has no kind, such as a website, any may become any. */
function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'category' in value ? String(value.category) : ''
}

/** The old line with the new value; with the new words for its kind when that is another. */
function renewed<T>(card: Component, old: Told<T>, value: T, fresh: VCardProperty): Property {
  const { line } = old
  const { ENCODING: _encoding, CHARSET: _charset, CC: _country, VALUE: _value, ...params } = line.params
  const code: Params = fresh.params['CC'] ? { CC: fresh.params['CC'] } : {}
  // Apple's layout of an address is that of the old country.
  if (line.name === 'ADR') drop(card, besideOf(line, card.lines, 'X-ABADR'))
  if (kindOf(old.value) === kindOf(value))
    return newLine(line.name, fresh.value, { ...params, ...code }, line.group)
  drop(card, besideOf(line, card.lines, 'X-ABLABEL'))
  const kept = typesOf(line).filter((word) => !KINDS.test(word))
  return newLine(
    line.name,
    fresh.value,
    { ...withTypes(params, [...kept, ...typesOf(fresh)]), ...code },
    line.group,
  )
}

const KINDS = /^(work|home|cell|mobile|iphone|fax|pager|voice|internet|other)$/i

/** Read again they stand in this order: where their marks say another, only the first is the preferred one. */
function ordered(lines: readonly Property[], fresh: boolean): Property[] {
  const sorted = [...lines].sort((a, b) => preference(a) - preference(b))
  const right = lines.every((line, at) => line === sorted[at])
  if (lines.length < 2 || (right && !fresh)) return [...lines]
  return lines.map((line, at) => {
    if (at > 0 && preference(line) > 100) return line
    const { PREF: _pref, ...params } = line.params
    const types = typesOf(line).filter((word) => !/^pref$/i.test(word))
    const word = types.some((type) => type === type.toLowerCase()) ? 'pref' : 'PREF'
    return newLine(line.name, line.value, withTypes(params, at === 0 ? [...types, word] : types), line.group)
  })
}

/** Puts lines where the old ones stood, what is more after the last of them, or at the end. */
function place(card: Component, slots: ReadonlySet<VCardProperty>, lines: readonly Property[]): void {
  const rest = [...lines]
  const last = card.lines.findLastIndex((line) => slots.has(line))
  card.lines = card.lines.flatMap((line, at) => {
    if (!slots.has(line)) return [line]
    return at === last ? rest.splice(0) : rest.splice(0, 1)
  })
  card.lines.push(...rest)
}

/** Takes away what only said more about a line that is gone. */
function removeLabels(card: Component, { group }: VCardProperty): void {
  if (group === undefined) return
  const others = card.lines.filter((line) => line.group === group)
  if (others.every(({ name }) => name.startsWith('X-AB'))) for (const line of others) drop(card, line)
}

function drop(card: Component, gone: VCardProperty | undefined): void {
  card.lines = card.lines.filter((line) => line !== gone)
}

function typesOf({ params }: VCardProperty): string[] {
  return (params['TYPE'] ?? []).flatMap((word) => word.split(','))
}

function withTypes(params: Params, types: readonly string[]): Params {
  const { TYPE: _type, ...others } = params
  return types.length > 0 ? { TYPE: [...new Set(types)], ...others } : others
}

function asLine({ name, value, params }: VCardProperty): Property {
  return newLine(name, value, params)
}
