import { afterAll, beforeAll, describe, expect } from 'vitest'
import { signedIn } from '../../../../test/groupware/graph/signed-in.ts'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { portContract } from '../../../../test/groupware/port-contract.ts'
import type { Open } from '../../../../test/groupware/port-contract.ts'

let graph: StandIn
beforeAll(async () => {
  graph = await startGraph()
  graph.pages.isNoisy = true
})
afterAll(() => graph.close())

/** A mailbox of its own for each test, which fails when Graph would have found a mistake. */
const open: Open = async () => {
  const { groupware } = await signedIn(graph)
  return {
    groupware,
    async done() {
      await groupware.close()
      expect(graph.mistakes.splice(0)).toEqual([])
      expect(graph.peak).toBeLessThanOrEqual(3)
    },
  }
}

describe('Graph, with pages that are empty or come twice', () =>
  portContract(open, ['appointment', 'task', 'contact', 'mail']))
