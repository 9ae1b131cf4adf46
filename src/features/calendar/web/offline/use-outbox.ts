import { useEffect, useState } from 'react'
import type { Command } from '#ui/offline/outbox.ts'
import { commands, whenOutboxChanges } from '#ui/offline/store.ts'

/** What this user did on this device and the server does not know yet. */
export function useOutbox(owner: string): Command[] {
  const [mine, setMine] = useState<Command[]>([])
  useEffect(() => {
    const read = () =>
      void commands()
        .then((all) => setMine(all.filter((command) => command.owner === owner)))
        .catch(() => undefined)
    read()
    return whenOutboxChanges(read)
  }, [owner])
  return mine
}
