import type { KyselyPlugin } from 'kysely'
import { expect } from 'vitest'
import { goOn } from '#features/sync/server/settle-conflict.ts'
import type { House } from '#platform/house.ts'
import type { Person } from '../app.ts'
import type { Desk } from './desk.ts'
import { act } from './history-notes.ts'
import type { Standing } from './things.ts'

/** A run during which anything may break. */
export async function troubledRun({ draw, app }: Standing, desk: Desk): Promise<number> {
  const most = draw(3) === 0 ? 12 : 60
  desk.groupware.trouble = () =>
    draw(most) > 4
      ? undefined
      : (['cut before', 'cut after', 'throttled', 'token lost', 'stale'] as const)[draw(5)]
  if (draw(3) > 0) {
    const outcome = await desk.run()
    expect(outcome).not.toBe('busy')
    return 0
  }
  const dying = { ...app.house, db: app.house.db.withPlugin(dyingAfter(draw(60))) } as unknown as House
  return desk.run({ house: dying }).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof Death) return 1
      throw error
    },
  )
}

class Death extends Error {}

/** The process ends before its n-th statement. */
function dyingAfter(statements: number): KyselyPlugin {
  let left = statements
  return {
    transformQuery({ node }) {
      if (left-- <= 0) throw new Death('the process died')
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

/** All goes quiet: runs without trouble until two in a row had nothing to do. */
export async function settle(standing: Standing): Promise<void> {
  const { desk, who, other } = standing
  const all = other ? [{ desk, who }, other] : [{ desk, who }]
  for (const one of all) one.desk.groupware.trouble = () => undefined
  for (let quiet = 0, runs = 0; quiet < 2; runs++) {
    let isQuiet = true
    for (const one of all) isQuiet = (await quietRun(standing, one, runs)) && isQuiet
    quiet = isQuiet ? quiet + 1 : 0
  }
}

async function quietRun(
  standing: Standing,
  { desk, who }: { desk: Desk; who: Person },
  runs: number,
): Promise<boolean> {
  const outcome = await desk.run()
  if (runs > 12) throw new Error(`it never comes to rest: ${JSON.stringify(outcome)}`)
  expect(outcome).toMatchObject({ fault: null })
  if (outcome === 'busy') throw new Error('busy')
  const held = await standing.app.house.db
    .selectFrom('groupwareCollection')
    .select('id')
    .where('accountId', '=', desk.accountId)
    .where('removals', '=', 'held')
    .execute()
  for (const { id } of held) await act(standing, (tx) => goOn(tx, who.by, id))
  return held.length === 0 && Object.values(outcome.counts).every((count) => count === 0)
}
