/** The first page is small, so that the list stands at once; the following ones are as large as the API allows. */
export const firstPage = 100
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

/**
 * The cursors of a list, page by page. A cursor is only known once the page before has come; when a page comes
 * again with another end (somebody added a row), the pages after it get their new cursors as they are passed.
 */
export class CursorChain {
  private readonly cursors: (string | null)[] = [null]
  private end: number | undefined

  /** The cursor of a page, `undefined` while it is unknown. */
  at(page: number): string | null | undefined {
    return this.cursors[page]
  }

  /** The last page whose cursor is known. */
  get last(): number {
    return this.cursors.length - 1
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
  learn(page: number, items: number, nextCursor: string | null): void {
    if (nextCursor === null) {
      this.cursors.length = page + 1
      this.end = startOf(page) + items
    } else {
      this.cursors[page + 1] = nextCursor
      if (this.end !== undefined && this.end <= startOf(page + 1)) this.end = undefined
    }
  }
}

/** Browsers draw at most some 17 million pixels of height; beyond this many rows one narrows the search instead. */
export const mostRows = 250_000

/** How many rows the scroll bar stands for: the counted total, or what is known plus one screen ahead. */
export function scrollRows(chain: CursorChain, total: number | undefined, atLeast: boolean): number {
  if (chain.rows !== undefined) return Math.min(chain.rows, mostRows)
  const ahead = chain.reached + (chain.last > 0 ? 20 : 0)
  return Math.min(
    total === undefined || (atLeast && ahead > total) ? ahead : Math.max(total, chain.reached),
    mostRows,
  )
}
