import { useQuery } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import type { NearestTask } from '../../task.ts'
import { Due } from '../task-parts.tsx'

/** The next open task of a contact: when, and what. Rows that come up together are asked for together. */
export function Nearest({ contactId }: { contactId: string }) {
  const { data: task } = useQuery({
    queryKey: ['task', 'nearest', contactId],
    queryFn: async () => (await together(contactId)) ?? null,
  })
  if (!task) return null
  return (
    <span className="task-nearest" title={task.title}>
      <Due task={task} />
      <span className="cut">{task.title}</span>
    </span>
  )
}

/** So many contacts the server takes at once. */
const MOST = 200

let wanted: Set<string> | undefined
let answer: Promise<Map<string, NearestTask>> | undefined

/** One question for all rows that ask in the same moment. */
async function together(contactId: string): Promise<NearestTask | undefined> {
  if (!wanted || !answer || wanted.size >= MOST) {
    const ids = new Set<string>()
    wanted = ids
    answer = new Promise((resolve) => setTimeout(resolve, 30)).then(async () => {
      if (wanted === ids) wanted = undefined
      const body = { contactIds: [...ids] }
      const { items } = await ask<{ items: NearestTask[] }>('POST', '/tasks/nearest', { body })
      return new Map(items.map((task) => [task.contactId, task]))
    })
  }
  wanted.add(contactId)
  return (await answer).get(contactId)
}
