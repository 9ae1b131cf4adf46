import { hashOf } from '#kernel/hash.ts'

/** A UID for what came without one: of what it says, so that the same read again is the same thing. */
export function factUid(kind: string, facts: readonly (string | null)[]): string {
  const said = facts.map((fact) => fact ?? '').join('\n')
  // Rounds of 32 bits: two things of one file do not meet by chance.
  const parts = ['', '\n', '\n\n'].map((round) =>
    (hashOf(`${round}${said}${round}`) >>> 0).toString(16).padStart(8, '0'),
  )
  return `${kind}-${parts.join('')}`
}
