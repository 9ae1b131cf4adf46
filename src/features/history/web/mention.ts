/** A user named in a text. */
export interface Mention {
  id: string
  name: string
}

/** A stretch of a text: words, somebody mentioned, or an address to open. */
export type Part = { text: string; mention?: string; href?: string }

const marked = /@\[([^\]\n]{1,255})\]\(([0-9a-f-]{36})\)/gi
const address = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g

/** The text as one writes it: `@Anna Berg`; and whom it names. */
export function writable(text: string): { text: string; mentions: Mention[] } {
  const mentions = [...text.matchAll(marked)].map(([, name = '', id = '']) => ({ id, name }))
  return { text: text.replaceAll(marked, '@$1'), mentions }
}

/** The text as it is kept: whom it names is marked by id, longer names first. */
export function keepable(text: string, mentions: readonly Mention[]): string {
  const names = new Map(mentions.map(({ id, name }) => [name, id]))
  const longest = [...names.keys()].toSorted((a, b) => b.length - a.length)
  if (!longest.length) return text
  const anyOf = longest.map((name) => RegExp.escape(name)).join('|')
  return text.replaceAll(new RegExp(`@(${anyOf})(?![\\p{L}\\p{N}])`, 'gu'), (_, name: string) => {
    return `@[${name.replaceAll(/[[\]]/g, '')}](${names.get(name)})`
  })
}

/** The name being typed after an `@` just before the caret. */
export function mentionAt(text: string, caret: number): { start: number; q: string } | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(text.slice(0, caret))
  const q = found?.[1]
  return q === undefined ? undefined : { start: caret - q.length - 1, q }
}

/** Cuts a kept text into what is drawn differently. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(marked)) {
    parts.push(...linked(text.slice(at, match.index)), { text: `@${match[1]}`, mention: match[2] ?? '' })
    at = match.index + match[0].length
  }
  return [...parts, ...linked(text.slice(at))]
}

function linked(text: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(address)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index) })
    parts.push({ text: match[0], href: match[0] })
    at = match.index + match[0].length
  }
  return at < text.length ? [...parts, { text: text.slice(at) }] : parts
}
