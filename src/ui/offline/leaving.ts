type Ask = (count: number) => Promise<boolean>

let ask: Ask | undefined

/** Says who asks whether what waits may be lost. */
export function whenLeaving(asking: Ask): () => void {
  ask = asking
  return () => (ask = undefined)
}

/** Whether signing out loses nothing, or may. */
export async function mayLeave(userId: string): Promise<boolean> {
  const waiting = await import('./store.ts').then((store) => store.commands()).catch(() => [])
  const mine = waiting.filter(({ owner }) => owner === userId)
  return mine.length === 0 || (await ask?.(mine.length)) !== false
}
