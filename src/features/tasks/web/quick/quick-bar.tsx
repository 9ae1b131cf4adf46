import { useRef } from 'react'
import { useCommands } from '#ui/keys.ts'
import '../tasks.css'
import { QuickLine } from './quick-line.tsx'
import { useQuickAdd } from './use-quick-add.ts'
import '../form/form.css'

/** The line over the list and the board; `n` goes to it. */
export function QuickBar() {
  const bar = useRef<HTMLDivElement>(null)
  const quick = useQuickAdd()
  useCommands('tasks.title', [
    {
      id: 'tasks.quick',
      text: 'tasks.quick.label',
      keys: ['n'],
      run: () => bar.current?.querySelector('input')?.focus(),
    },
  ])
  return (
    <div className="quick-bar" ref={bar}>
      <QuickLine quick={quick} />
    </div>
  )
}
