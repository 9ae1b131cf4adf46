// What journeys touch inside of a page; the rest of the DOM's types would contradict Node's.

declare const window: Record<string, unknown>
declare const document: {
  body: object
  fonts: { ready: Promise<unknown> }
  documentElement: {
    lang: string
    dataset: Record<string, string | undefined>
    scrollWidth: number
    clientWidth: number
  }
  activeElement: { textContent: string | null; getAttribute(name: string): string | null } | null
}
declare function getComputedStyle(element: object): { backgroundColor: string }
declare function requestIdleCallback(done: (deadline: unknown) => void): void
declare const DataTransfer: new () => { items: { add(file: File): unknown } }
