import { IconDownload } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { download } from './download.ts'
import { Menu } from './menu.tsx'

interface FileMenuProps {
  label: string
  /** The kinds of file, and where each lies. */
  files: readonly {
    label: string
    address: string
    icon: ComponentType<{ size?: number; stroke?: number }>
  }[]
  className?: string
  /** Without words, where there is little room; they are read out and shown by the pointer. */
  bare?: boolean
}

/** A button that hands something out, as a file of the kind one chooses. */
export function FileMenu({ label, files, className = 'button small', bare = false }: FileMenuProps) {
  return (
    <Menu
      label={label}
      renderOpener={(opener) => (
        <button
          {...opener}
          type="button"
          className={className}
          {...(bare && { 'aria-label': label, title: label })}
        >
          <IconDownload size={bare ? 16 : 14} stroke={1.75} /> {!bare && label}
        </button>
      )}
      items={files.map(({ label: kind, address, icon }) => ({
        id: address,
        label: kind,
        icon,
        run: () => download(address),
      }))}
    />
  )
}
