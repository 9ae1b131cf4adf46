/** The months around one such as `2026-11`: so many before it, and so many from it on. */
export function monthsAround(now: string, { back, months }: { back: number; months: number }): string[] {
  const first = Number(now.slice(0, 4)) * 12 + Number(now.slice(5)) - 1 - back
  return Array.from({ length: back + months }, (_, at) => {
    const month = first + at
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
