import { expect } from 'vitest'
import type { TestApp } from '../app.ts'
import type { Desk } from './desk.ts'
import { differences } from './differences.ts'
import { expectPicture } from './history-contacts.ts'
import { findAllHere, findAllThere, findHere } from './things.ts'
import type { Standing, Thing } from './things.ts'

/** Both sides equal, nothing lost, nothing doubled, each conflict's loser found, invitations never written. */
export async function expectAtRest(standing: Standing): Promise<number> {
  const { app, desk, seed, isPoor } = standing
  let conflicts = 0
  for (const thing of standing.things) {
    const about = `${thing.kind} ${thing.mark} of seed ${seed}`
    const [here, there] = [await findAllHere(standing, thing.kind, thing.mark), findAllThere(standing, thing)]
    expect(here.length, `${about}: once here`).toBeLessThanOrEqual(1)
    expect(there.length, `${about}: once there`).toBeLessThanOrEqual(1)
    if (thing.isOff) {
      // Chosen no more: what stays was never ours.
      expect(
        there.filter(({ item }) => item['kontorId'] !== null),
        `${about}: is still there`,
      ).toEqual([])
      if (!thing.isDeleted) expect(here.length, `${about}: here`).toBe(1)
      continue
    }
    if (!thing.isDeleted) expect([here.length, there.length], `${about}: on both sides`).toEqual([1, 1])
    const { link, rows } = await linkOf(app, desk, here[0], there[0]?.id)
    conflicts += rows.length
    if (here.length !== there.length && link)
      expect(['goneHere', 'goneThere', 'conflict'], `${about}: ${link.state}`).toContain(link.state)
    if (here.length !== 1 || there.length !== 1 || !link) continue
    const ours = await findHere(standing, thing)
    const theirs = there[0]?.item
    if (thing.kind === 'contact' && link.state === 'linked')
      await expectPicture(standing, thing, there[0]?.id ?? '')
    if (!ours || !theirs || link.state !== 'linked') {
      expect(['conflict', 'goneThere', 'goneHere'], `${about}: ${link.state} ${link.fault}`).toContain(
        link.state,
      )
      continue
    }
    expect(differences(thing.kind, ours.item, theirs, isPoor), `${about}: the same on both sides`).toEqual([])
    expectNothingLost(thing, ours.item, JSON.stringify(rows), about)
  }
  for (const { id, fields } of desk.groupware.written) {
    expect(fields).not.toContain('attendees')
    const foreign = standing.things.find(({ mark, isForeign }) => isForeign && id.startsWith(mark))
    if (foreign) expect(['reminderMinutes', 'categories']).toEqual(expect.arrayContaining(fields))
  }
  return conflicts
}

async function linkOf(app: TestApp, desk: Desk, recordId: string | undefined, remoteId: string | undefined) {
  const link = await app.house.db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', desk.accountId)
    .where((is) =>
      is.or([is('recordId', '=', recordId ?? desk.accountId), is('remoteId', '=', remoteId ?? '')]),
    )
    .executeTakeFirst()
  if (!link) return { link, rows: [] }
  const rows = await app.house.db
    .selectFrom('groupwareConflict')
    .selectAll()
    .where('linkId', '=', link.id)
    .execute()
  return { link, rows }
}

/** What somebody wrote stands on both sides, was written over by somebody who saw it, or is kept as a conflict. */
function expectNothingLost(
  thing: Thing,
  item: Record<string, unknown>,
  conflicts: string,
  about: string,
): void {
  if (thing.isDeleted) return
  for (const [field, values] of thing.written)
    for (const value of field === 'picture' ? [] : values) {
      const isThere =
        item[field] === value ||
        thing.known.get(field)?.has(value) ||
        conflicts.includes(JSON.stringify(value))
      expect(isThere, `${about}: ${field} ${value} is lost; ${String(item[field])} holds; ${conflicts}`).toBe(
        true,
      )
    }
}
