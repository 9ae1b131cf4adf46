/** The day by the clock of this browser, as it is written: 2026-11-21. */
export function today(): string {
  return new Date().toLocaleDateString('sv')
}
