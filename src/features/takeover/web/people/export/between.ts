/** The ids of the rows from one place to another, whichever stands first. */
export function between(rows: readonly { id: string }[], from: number, to: number): string[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id)
}
