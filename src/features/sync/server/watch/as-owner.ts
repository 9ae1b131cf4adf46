import type { By } from '#kernel/rights.ts'

/** Who is named where something happens to an account by itself. */
export function asOwner(ownerId: string): By {
  return { id: ownerId, name: '', role: 'user', principals: [], language: 'de', via: 'system' }
}
