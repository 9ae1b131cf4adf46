import type { Command } from '#ui/keys.ts'

type Known = Pick<Command, 'id' | 'text' | 'keys'>

/** The keys of every list, which are not on this screen; those of the frame are known while it is. */
export const listKeys: Known[] = [
  { id: 'list.down', text: 'list.keys.down', keys: ['j'] },
  { id: 'list.up', text: 'list.keys.up', keys: ['k'] },
  { id: 'list.peek', text: 'list.keys.peek', keys: ['Space'] },
  { id: 'list.open', text: 'list.keys.open', keys: ['Enter', 'o'] },
  { id: 'list.choose', text: 'list.keys.choose', keys: ['x'] },
  { id: 'list.all', text: 'list.choose_all', keys: ['mod+a'] },
  { id: 'list.edit', text: 'list.keys.edit', keys: ['F2'] },
  { id: 'list.menu', text: 'list.keys.menu', keys: ['shift+F10', 'ContextMenu'] },
]
