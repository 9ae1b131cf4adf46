import { hashOf } from '#kernel/hash.ts'

/**
 * What a stored key is made of; its last three bits. Whoever compares many contacts need not read them to know what each
 * has: facts of one kind that two have and do not share contradict each other.
 */
export const KEY_KIND = {
  other: 0,
  /** Only tells who works where: a domain of one's own. */
  work: 1,
  /** E-mail address and VAT id. With `mobile` and `seat` what the sure rules are about. */
  identity: 2,
  mobile: 3,
  /** Name of a firm and postal code. */
  seat: 4,
  /** First and last name. */
  name: 5,
  /** Name of a firm. */
  firm: 6,
  /** House of a landline number and last name. */
  line: 7,
} as const

/** Kinds of keys by which contacts can be surely the same one. */
export const SURE_KINDS: readonly number[] = [KEY_KIND.identity, KEY_KIND.mobile, KEY_KIND.seat]

/** Whether a stored key can lead to the same contact. */
export function isTelling(key: number): boolean {
  return (key & KIND_BITS) !== KEY_KIND.work
}

/** Keys as they are stored and looked up: numbers take a fifth of their text. */
export function hashKeys(keys: readonly string[]): number[] {
  const hashes = keys.map((key) => (hashOf(key) & ~KIND_BITS) | (KINDS.get(key.charAt(0)) ?? KEY_KIND.other))
  return [...new Set(hashes)].sort((a, b) => a - b)
}

export const KIND_BITS = 7

/** By the letter a key begins with; `match-keys.ts` says what they stand for. */
const KINDS = new Map<string, number>([
  ['w', KEY_KIND.work],
  ['e', KEY_KIND.identity],
  ['v', KEY_KIND.identity],
  ['o', KEY_KIND.mobile],
  ['y', KEY_KIND.seat],
  ['n', KEY_KIND.name],
  ['c', KEY_KIND.firm],
  ['k', KEY_KIND.firm],
  ['g', KEY_KIND.line],
])
