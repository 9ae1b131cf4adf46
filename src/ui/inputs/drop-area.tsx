import { IconUpload } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import { formatBytes } from '../format.ts'
import { useText } from '../texts.ts'
import { complain } from '../undo.ts'
import './inputs.css'

interface DropAreaProps {
  label: string
  /** File kinds as in `accept`. */
  accept?: string
  multiple?: boolean
  /** The largest file, in bytes. */
  most?: number
  /** `among`: so many came at once. */
  send: (file: File, onProgress: (part: number) => void, among: number) => Promise<unknown>
}

interface Sending {
  name: string
  part: number
}

/** A place to drop files on, or to press for choosing; pasting works while it has the focus. */
export function DropArea({ label, accept, multiple = false, most, send }: DropAreaProps) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<Sending[]>([])
  const sendOne = async (file: File, among: number) => {
    if (most && file.size > most)
      return complain(t('drop.too_large', { name: file.name, most: formatBytes(most) }))
    const progress = (part: number) =>
      setSending((all) => [...all.filter((other) => other.name !== file.name), { name: file.name, part }])
    progress(0)
    await send(file, progress, among).catch(complain)
    setSending((all) => all.filter((other) => other.name !== file.name))
  }
  const take = (files: FileList | null) => {
    const all = [...(files ?? [])].slice(0, multiple ? undefined : 1)
    for (const file of all) void sendOne(file, all.length)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div className="drop-frame">
      <button
        type="button"
        className={over ? 'drop over' : 'drop'}
        onClick={() => field.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onPaste={(event) => take(event.clipboardData.files)}
      >
        <IconUpload size={18} stroke={1.75} />
        <span>{label}</span>
        <span className="muted">{t('drop.hint')}</span>
      </button>
      <input
        ref={field}
        type="file"
        hidden
        {...{ accept, multiple }}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      {sending.map(({ name, part }) => (
        <div key={name} className="drop-line">
          <span className="cut">{name}</span>
          <progress value={part} aria-label={name} />
        </div>
      ))}
    </div>
  )
}
