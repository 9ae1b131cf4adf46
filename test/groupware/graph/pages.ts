import { randomUUID } from 'node:crypto'
import { Refusal } from './answer.ts'
import type { Ask } from './answer.ts'
import type { Raw } from './mailbox.ts'

const SIZE = 10

/** Lists cut into pages, with the tokens that lead on; real state: what was begun, and which tokens still count. */
export class Pages {
  /** Pages come with what the last one had, and the first is empty. */
  isNoisy = false
  private epoch = randomUUID()
  private readonly rounds = new Map<string, { list: Raw[]; size: number; delta?: string }>()

  /** Every token given so far is forgotten. */
  forget(): void {
    this.epoch = randomUUID()
  }

  /** What a token says, when it was given since tokens were forgotten last. */
  fresh(token: string): string {
    if (token.startsWith(`${this.epoch}.`)) return token.slice(this.epoch.length + 1)
    throw new Refusal(410, 'syncStateNotFound', 'The sync state is not found, resync is required.')
  }

  /** The first page of a list; with `delta` its last page leads to the next round. */
  begin(address: URL, ask: Ask, list: Raw[], delta?: string): Raw & { value: Raw[] } {
    const key = randomUUID()
    const size = Number(ask.query.get('$top') ?? SIZE)
    this.rounds.set(key, { list, size, ...(delta === undefined ? {} : { delta: `${this.epoch}.${delta}` }) })
    return this.next(address, ask, `${this.epoch}.${key}.0`)
  }

  /** The page a token leads to. */
  next(address: URL, ask: Ask, token: string): Raw & { value: Raw[] } {
    const [key = '', from = '0'] = this.fresh(token).split('.')
    const { list, delta, size: usual } = this.rounds.get(key) ?? { list: [], size: SIZE }
    const [, most] = /odata\.maxpagesize=(\d+)/.exec(ask.prefer) ?? []
    const size = Number(most ?? usual)
    const isEmpty = this.isNoisy && from === '0'
    const start = Number(from)
    const value = isEmpty ? [] : list.slice(this.isNoisy ? Math.max(start - 1, 0) : start, start + size)
    if (isEmpty || start + size < list.length) {
      const after = isEmpty ? '00' : String(start + size)
      return { value, '@odata.nextLink': link(address, '$skiptoken', `${this.epoch}.${key}.${after}`) }
    }
    return {
      value,
      ...(delta === undefined ? {} : { '@odata.deltaLink': link(address, '$deltatoken', delta) }),
    }
  }
}

function link(address: URL, option: string, text: string): string {
  const to = new URL(address.pathname, address)
  to.searchParams.set(option, text)
  return to.href
}
