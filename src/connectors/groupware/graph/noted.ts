/** What was read once and is not asked for again until it is forgotten. */
export interface Noted<T> {
  read(): Promise<T>
  forget(): void
}

/** Notes what `ask` says; a failure is not noted. */
export function noted<T>(ask: () => Promise<T>): Noted<T> {
  let known: Promise<T> | undefined
  return {
    read() {
      const asked = (known ??= ask())
      asked.catch(() => {
        if (known === asked) known = undefined
      })
      return asked
    },
    forget() {
      known = undefined
    },
  }
}
