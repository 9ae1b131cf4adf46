import { afterAll, beforeAll, describe, expect } from 'vitest'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { portContract } from '../../../../test/groupware/port-contract.ts'
import type { Open } from '../../../../test/groupware/port-contract.ts'
import { openGraph } from './open-graph.ts'

const ALL = ['appointment', 'task', 'contact', 'mail'] as const

let graph: StandIn
let count = 0
beforeAll(async () => {
  graph = await startGraph()
})
afterAll(() => graph.close())

/** A mailbox of its own for each test, which fails when Graph would have found a mistake. */
const open: Open = async () => {
  const self = `test${count++}@kontor.example`
  graph.tokens.set(self, { address: self })
  const groupware = await openGraph({
    mailbox: self,
    access: 'user',
    token: async () => self,
    zone: 'Europe/Berlin',
    self,
    baseUrl: graph.url,
    wait: async () => undefined,
  })
  return {
    groupware,
    async done() {
      await groupware.close()
      expect(graph.mistakes.splice(0)).toEqual([])
      expect(graph.peak).toBeLessThanOrEqual(3)
    },
  }
}

describe('Graph', () => portContract(open, ALL))

describe('Graph on a bad day, with pages that are empty or come twice', () => {
  beforeAll(() => {
    graph.pages.isNoisy = true
  })
  afterAll(() => {
    graph.pages.isNoisy = false
  })
  portContract(open, ALL)
})
