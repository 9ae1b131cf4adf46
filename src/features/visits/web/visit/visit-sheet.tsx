import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { VisitPanel } from './visit-panel.tsx'
import './visit.css'

/** A visit over whatever screen one is on. */
export function VisitSheet({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useText()
  return (
    <Sheet title={t('visit.one')} onClose={onDone} wide>
      <div className="visit-sheet">
        <VisitPanel id={id} />
      </div>
    </Sheet>
  )
}
