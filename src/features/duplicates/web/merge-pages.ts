import type { Pages } from '#ui/shell/pages.ts'
import { MergeLayer } from './merge-layer.tsx'

/** Merging brings no page, but a sheet that opens wherever a contact is. */
export const mergePages: Pages = { routes: [], layer: MergeLayer }
