/** One way in which a condition is true: all of this is so. */
export interface ConditionList {
  /** The address it speaks of; undefined: the one of the request. */
  at: string | undefined
  conditions: { isNot: boolean; kind: 'token' | 'etag'; text: string }[]
}

const LIST = /^\(\s*((?:(?:not\s+)?(?:<[^<>]*>|\[[^[\]]*\])\s*)+)\)\s*/i
const CONDITION = /(not\s+)?(?:<([^<>]*)>|\[([^[\]]*)\])/gi

/** The If header (RFC 4918, 10.4): lists of which one has to be true; undefined for what is none. */
export function readIf(header: string): ConditionList[] | undefined {
  const lists: ConditionList[] = []
  let at: string | undefined
  for (let rest = header.trim(); rest !== '';) {
    const tag = /^<([^<>]*)>\s*(?=\()/.exec(rest)
    if (tag) at = tag[1]
    const list = LIST.exec(rest.slice(tag?.[0].length ?? 0))
    if (!list) return undefined
    const conditions = [...(list[1] ?? '').matchAll(CONDITION)].map(([, not, token, etag]) => ({
      isNot: not !== undefined,
      kind: token === undefined ? ('etag' as const) : ('token' as const),
      text: (token ?? etag ?? '').trim(),
    }))
    lists.push({ at, conditions })
    rest = rest.slice((tag?.[0].length ?? 0) + list[0].length)
  }
  return lists.length > 0 ? lists : undefined
}
