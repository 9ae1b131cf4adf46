import { IconSquareCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import type { NearestTask } from '../../task.ts'
import { Due } from '../task-parts.tsx'

/** The next open task of a contact: when, and what. Rows that come up together are asked for together. */
export function Nearest({ contactId }: { contactId: string }) {
  const { data: task } = useQuery({
    queryKey: ['task', 'nearest', contactId],
    queryFn: async () => (await ofContact(contactId)) ?? null,
  })
  if (!task) return null
  return (
    <span className="task-nearest" title={task.title}>
      <Due task={task} />
      <span className="cut">{task.title}</span>
    </span>
  )
}

/** The next open task of an opportunity, for its card: all cards of a board ask once. */
export function NextTask({ opportunityId }: { opportunityId: string }) {
  const { data: task } = useQuery({
    queryKey: ['task', 'nearest', opportunityId],
    queryFn: async () => (await ofOpportunity(opportunityId)) ?? null,
    staleTime: 30_000,
  })
  if (!task) return null
  return (
    <span className="task-next" title={task.title}>
      <IconSquareCheck size={13} stroke={1.75} />
      <span className="cut grow">{task.title}</span>
      <Due task={task} />
    </span>
  )
}

const ofContact = together('contactId', 200)
const ofOpportunity = together('opportunityId', 2000)

/** One question for all that ask in the same moment, of so many as the server takes at once. */
function together(field: 'contactId' | 'opportunityId', most: number) {
  let wanted: Set<string> | undefined
  let answer: Promise<Map<string | null, NearestTask>> | undefined
  return async (id: string): Promise<NearestTask | undefined> => {
    if (!wanted || !answer || wanted.size >= most) {
      const ids = new Set<string>()
      wanted = ids
      answer = new Promise((resolve) => setTimeout(resolve, 30)).then(async () => {
        if (wanted === ids) wanted = undefined
        const body = { [`${field}s`]: [...ids] }
        const { items } = await ask<{ items: NearestTask[] }>('POST', '/tasks/nearest', { body })
        return new Map(items.map((task) => [task[field], task]))
      })
    }
    wanted.add(id)
    return (await answer).get(id)
  }
}
