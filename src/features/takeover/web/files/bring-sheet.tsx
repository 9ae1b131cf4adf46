import { useEffect, useRef, useState } from 'react'
import { wholeWords } from '#ui/api/problem-words.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { bringFile } from './files-api.ts'
import { FoundFiles, type Found } from './found-files.tsx'

/** What was dropped onto the calendar: read, then shown, then gone on with in the wizard. */
export function BringSheet({ files, onClose }: { files: File[]; onClose: () => void }) {
  const t = useText()
  const [found, setFound] = useState<Found[]>([])
  const [done, setDone] = useState(0)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void (async () => {
      for (const file of files) {
        await bringFile(file).then(
          (brought) => setFound((all) => [...all, { name: file.name, brought }]),
          (error: unknown) => complain(new Error(`${file.name}: ${wholeWords(error)}`)),
        )
        setDone((before) => before + 1)
      }
    })()
  }, [files])
  return (
    <Sheet title={t('takeover.files.panel')} onClose={onClose}>
      {done < files.length && (
        <p className="muted" role="status">
          {t('takeover.files.reading')} <progress value={done / files.length} aria-hidden />
        </p>
      )}
      <FoundFiles found={found} onDiscard={onClose} />
    </Sheet>
  )
}
