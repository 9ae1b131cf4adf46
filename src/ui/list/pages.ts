/** The first page is small, so that the list stands at once; the following ones are as large as the API allows. */
export const firstPage = 50
export const nextPages = 200

/** How many rows a page holds. */
export function pageLimit(page: number): number {
  return page === 0 ? firstPage : nextPages
}

/** The page a row is on. */
export function pageOf(row: number): number {
  return row < firstPage ? 0 : 1 + Math.floor((row - firstPage) / nextPages)
}

/** The first row of a page. */
export function startOf(page: number): number {
  return page === 0 ? 0 : firstPage + (page - 1) * nextPages
}

/** How a page is asked for: after a cursor, or past so many rows from the start or, in the reverse order, the end. */
export interface Way {
  cursor: string | null
  skip: number
  limit: number
  fromEnd: boolean
}

/**
 * What is known of the pages of a list. A page goes on by the cursor of the one before, which costs the least; one
 * jumped to is asked from whichever end is nearer. Once asked, a page keeps its way: it stays on the screen while the
 * pages around it come. When a page comes again with another end (somebody added a row), the next gets its new cursor.
 */
export class PageChain {
  private readonly cursors = new Map<number, string>()
  private readonly jumps = new Map<number, Way>()
  private last = 0
  private end: number | undefined

  /** The way to a page; `total` is how many rows there are, when that is known exactly. */
  wayTo(page: number, total: number | undefined): Way {
    const cursor = this.cursors.get(page)
    const jump = this.jumps.get(page)
    if (jump && (!jump.fromEnd || jump.skip + jump.limit + startOf(page) === total)) return jump
    if (page === 0 || cursor !== undefined)
      return { cursor: cursor ?? null, skip: 0, limit: pageLimit(page), fromEnd: false }
    const way = jumpTo(page, total)
    this.jumps.set(page, way)
    return way
  }

  /** How many rows there are, known once the last page has come. */
  get rows(): number | undefined {
    return this.end
  }

  /** Rows that are known to exist. */
  get reached(): number {
    return this.end ?? startOf(this.last)
  }

  /** Notes what a page said about the next one. */
  learn(page: number, way: Way, items: number, nextCursor: string | null): void {
    if (way.fromEnd) return
    if (nextCursor === null) {
      if (items > 0 || page === 0) this.end = startOf(page) + items
    } else {
      this.cursors.set(page + 1, nextCursor)
      this.last = Math.max(this.last, page + 1)
      if (this.end !== undefined && this.end <= startOf(page + 1)) this.end = undefined
    }
  }
}

function jumpTo(page: number, total: number | undefined): Way {
  const start = startOf(page)
  const limit = pageLimit(page)
  if (total === undefined || start < total / 2 || start >= total)
    return { cursor: null, skip: start, limit, fromEnd: false }
  const beyond = Math.max(0, total - start - limit)
  return { cursor: null, skip: beyond, limit: Math.min(limit, total - start), fromEnd: true }
}

/** Browsers draw at most some 17 million pixels of height; beyond this many rows one narrows the search instead. */
export const mostRows = 250_000

/** How many rows the scroll bar stands for: the counted total, or what is known plus one screen ahead. */
export function scrollRows(chain: PageChain, total: number | undefined, atLeast: boolean): number {
  if (chain.rows !== undefined) return Math.min(chain.rows, mostRows)
  const ahead = chain.reached + (chain.reached > 0 ? 20 : 0)
  return Math.min(
    total === undefined || (atLeast && ahead > total) ? ahead : Math.max(total, chain.reached),
    mostRows,
  )
}
