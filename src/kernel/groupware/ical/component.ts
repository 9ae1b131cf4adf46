import { foldLine } from '#kernel/fold-line.ts'
import { isLine, readHead } from '#kernel/vcard-line.ts'
import { writeProperty } from '#kernel/vcard-write.ts'
import { textOf } from '#kernel/vcard.ts'
import type { Params, VCardProperty } from '#kernel/vcard.ts'
import { atOnce } from '#kernel/steps.ts'
import type { Steps } from '#kernel/steps.ts'

/** A line of iCalendar. `raw` is what is written again: what nobody touches comes out as it came in. */
export interface Property extends VCardProperty {
  raw: string
}

/** A component of iCalendar (RFC 5545, 3.6), with lines and components that nobody here knows. */
export interface Component {
  /** In capitals. */
  name: string
  lines: Property[]
  inside: Component[]
}

/** The components of a text, one inside of the other; what is no line goes on with the line before, as notes of careless programs do. */
export function readComponents(text: string): Component[] {
  return atOnce(componentSteps(text))
}

/** Lines that are read at a stretch. */
const AT_ONCE = 1000

/** The same, bit by bit. */
export function* componentSteps(text: string): Steps<Component[]> {
  const root: Component = { name: '', lines: [], inside: [] }
  const open: Component[] = [root]
  let left = AT_ONCE
  for (const line of unfolded(text)) {
    if (left-- === 0) {
      yield
      left = AT_ONCE
    }
    const [, edge, word = ''] = /^(begin|end)\s*:(.*)$/is.exec(line) ?? []
    const name = word.trim().toUpperCase()
    if (edge === undefined) {
      const property = readProperty(line)
      if (property) open.at(-1)?.lines.push(property)
    } else if (edge.toLowerCase() === 'begin') {
      const component: Component = { name, lines: [], inside: [] }
      open.at(-1)?.inside.push(component)
      open.push(component)
    } else {
      const at = open.findLastIndex((one) => one.name === name)
      if (at > 0) open.length = at
    }
  }
  return root.inside
}

/** The component as text. */
export function componentText({ name, lines, inside }: Component): string {
  const own = lines.map(({ raw }) => `${foldLine(raw)}\r\n`).join('')
  return `BEGIN:${name}\r\n${own}${inside.map(componentText).join('')}END:${name}\r\n`
}

/** A new line; its value stands there as the format wants it. */
export function newLine(name: string, value: string, params: Params = {}, group?: string): Property {
  const property = { name, params, value: value.toWellFormed(), ...(group === undefined ? {} : { group }) }
  return { ...property, raw: writeProperty(property) }
}

export function lineOf({ lines }: Component, name: string): Property | undefined {
  return lines.find((line) => line.name === name)
}

export function linesOf({ lines }: Component, name: string): Property[] {
  return lines.filter((line) => line.name === name)
}

/** The text of the first such line; empty when there is none. */
export function textIn(component: Component, name: string): string {
  const line = lineOf(component, name)
  return line ? textOf(line) : ''
}

/** Puts these lines where those of this name stood; without any they are gone. */
export function setLines(component: Component, name: string, lines: readonly Property[]): void {
  const at = component.lines.findIndex((line) => line.name === name)
  const others = component.lines.filter((line) => line.name !== name)
  others.splice(at < 0 ? others.length : at, 0, ...lines)
  component.lines = others
}

/** Puts one line where those of this name stood; undefined takes them away. */
export function setLine(component: Component, line: Property | string): void {
  if (typeof line === 'string') setLines(component, line, [])
  else setLines(component, line.name, [line])
}

/** A copy that can be changed without changing this one; lines are never changed, only replaced. */
export function copyOf({ name, lines, inside }: Component): Component {
  return { name, lines: [...lines], inside: inside.map(copyOf) }
}

function* unfolded(text: string): Generator<string> {
  let whole: string | undefined
  for (const line of written(text)) {
    if (whole !== undefined && /^[ \t]/.test(line)) whole += line.slice(1)
    else if (isLine(line)) {
      if (whole !== undefined) yield whole
      whole = line
    } else if (whole !== undefined && line.trim() !== '') whole += `\\n${line}`
  }
  if (whole !== undefined) yield whole
}

/** The lines as they stand there, one after the other: all of them at once would take a large file some time. */
function* written(text: string): Generator<string> {
  const end = /\r\n|\n|\r/g
  for (let from = text.startsWith('\uFEFF') ? 1 : 0; ; from = end.lastIndex) {
    end.lastIndex = from
    const found = end.exec(text)
    yield text.slice(from, found?.index)
    if (!found) return
  }
}

function readProperty(raw: string): Property | undefined {
  const head = readHead(raw)
  if (!head) return undefined
  const { name, group, params, end } = head
  return { name, ...(group === undefined ? {} : { group }), params, value: raw.slice(end), raw }
}
