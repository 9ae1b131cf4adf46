import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { TaskContact } from '../dialogs.ts'
import '../tasks.css'
import { QuickLine } from './quick-line.tsx'
import { useQuickAdd } from './use-quick-add.ts'
import '../form/form.css'

/** The same line over any screen. */
export function QuickSheet({ contact, onDone }: { contact?: TaskContact; onDone: () => void }) {
  const t = useText()
  const quick = useQuickAdd({ contact })
  return (
    <Sheet title={t('tasks.quick')} onClose={onDone}>
      <div className="sheet-body quick-sheet">
        <QuickLine quick={quick} onSaved={onDone} autoFocus />
        <p className="muted">{t('tasks.quick.explain')}</p>
      </div>
    </Sheet>
  )
}
