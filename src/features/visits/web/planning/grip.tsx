import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconGripVertical } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Chosen } from '#ui/list/description.ts'
import type { Visit } from '../../visit.ts'

/** What is being dragged: the row alone, or with it all that is chosen. */
export interface Dragged {
  [key: string | symbol]: unknown
  kind: 'visits'
  chosen: Chosen
  count: number
}

let along: { chosen: Chosen; count: number } = { chosen: { ids: [] }, count: 0 }

/** Says what is chosen: whoever drags a chosen row drags all of it. */
export function takesAlong(chosen: Chosen, count: number): void {
  along = { chosen, count }
}

/** Makes the row it stands in one that can be dragged to a day. The menu "Verschieben auf …" does the same. */
export function Grip({ visit }: { visit: Visit }) {
  const mark = useRef<HTMLSpanElement>(null)
  const { id } = visit
  const movable = visit.can.includes('change')
  useEffect(() => {
    const row = mark.current?.closest<HTMLElement>('[role=row]')
    if (!row || !movable) return undefined
    return draggable({ element: row, getInitialData: () => dragged(id) })
  }, [id, movable])
  return (
    <span ref={mark} className="visit-grip" aria-hidden="true">
      {movable && <IconGripVertical size={14} stroke={1.75} />}
    </span>
  )
}

function dragged(id: string): Dragged {
  const { chosen, count } = along
  const isChosen = count > 0 && ('ids' in chosen ? chosen.ids.includes(id) : !chosen.except.includes(id))
  return isChosen ? { kind: 'visits', chosen, count } : { kind: 'visits', chosen: { ids: [id] }, count: 1 }
}

export function isDragged(data: Record<string | symbol, unknown>): data is Dragged {
  return data['kind'] === 'visits'
}
