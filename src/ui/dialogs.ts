import { useSyncExternalStore } from 'react'

/** What dialogs are asked about and what they answer, by their kinds. */
type Questions<All> = { [Kind in keyof All]: { input: unknown; answer: unknown } }

/** One open dialog; `close` takes it away and answers whoever opened it. */
export type OpenDialog<All extends Questions<All>> = {
  [Kind in keyof All]: {
    id: number
    is: Kind
    input: All[Kind]['input']
    close: (answer: All[Kind]['answer']) => void
  }
}[keyof All]

/**
 * The dialogs of one feature, which can be opened from every screen: `opener` makes the function that opens one kind and
 * waits for its answer, `useDialogs` gives those on the screen now, the uppermost last.
 */
export function dialogsOf<All extends Questions<All>>() {
  let open: OpenDialog<All>[] = []
  let lastId = 0
  const listeners = new Set<() => void>()
  const show = (dialogs: OpenDialog<All>[]) => {
    open = dialogs
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    opener:
      <Kind extends keyof All>(is: Kind) =>
      (input: All[Kind]['input']): Promise<All[Kind]['answer']> =>
        new Promise((resolve) => {
          lastId += 1
          const id = lastId
          const close = (answer: All[Kind]['answer']) => {
            show(open.filter((dialog) => dialog.id !== id))
            resolve(answer)
          }
          show([...open, { id, is, input, close }])
        }),
    useDialogs: () => useSyncExternalStore(subscribe, () => open),
  }
}
