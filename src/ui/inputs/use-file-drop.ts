import { useState, type DragEvent } from 'react'

/** Lets files be dropped onto a part of the screen; what is dragged inside of it does not count. */
export function useFileDrop(onFiles: ((files: File[]) => void) | undefined) {
  const [over, setOver] = useState(false)
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')
  const take = (event: DragEvent, act: () => void) => {
    if (!onFiles || !hasFiles(event)) return
    event.preventDefault()
    act()
  }
  return {
    over,
    onDragOver: (event: DragEvent) => take(event, () => setOver(true)),
    onDragLeave: (event: DragEvent) => {
      const to = event.relatedTarget
      if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false)
    },
    onDrop: (event: DragEvent) =>
      take(event, () => {
        setOver(false)
        onFiles?.([...event.dataTransfer.files])
      }),
  }
}
