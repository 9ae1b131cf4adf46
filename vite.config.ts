import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './vite.compress.config.ts'
import { mantineStyles } from './vite.mantine.config.ts'
import { offline } from './vite.offline.config.ts'
import { sameWords } from './vite.words.config.ts'

/** What every screen needs: our frame and list, and from where each feature opens its screens and dialogs. */
const groundFiles =
  /src[\\/]ui[\\/](?!palette|mantine|theme|texts[\\/]|shell[\\/]key-sheet|offline[\\/](store|keep|carry-over|outbox)|inputs[\\/]|list[\\/]filter-editor|record[\\/](fact|record-(actions|page)))|src[\\/]features[\\/](contacts[\\/]web[\\/]form[\\/]dialog|calendar[\\/]web[\\/]offline[\\/]road-pages|[^\\/]+[\\/]web[\\/](dialogs|dialog-gate|pages)\.)/

/** What the list, the page and the forms of contacts share; the list itself is always needed first. */
const contactFiles =
  /src[\\/](app[\\/]web[\\/]contact-list|features[\\/](views[\\/]web[\\/]|contacts[\\/]web[\\/](contact-|change-contact|custom-words|telephone|list[\\/](?!contact-peek|marks|tag-editor))))|src[\\/]ui[\\/]inputs[\\/]cell-input/

/**
 * The web client: one page, built to `dist/web`. What every screen needs travels in few files that change
 * rarely (base, ground); Mantine has no group, so that a list never pays for a calendar.
 */
export default defineConfig({
  plugins: [
    react(),
    sameWords(),
    mantineStyles(),
    offline(import.meta.dirname, 'dist/web'),
    compressed('dist/web'),
  ],
  // Vite's worker for class names of Mantine would skip our plugin when it bundles dependencies ahead.
  optimizeDeps: { exclude: ['@mantine/core', '@mantine/dates'] },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Small files stay files: a `data:` address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]|rolldown[\\/]runtime/,
              priority: 3,
            },
            { name: 'ground', test: groundFiles, priority: 2 },
            { name: 'contacts', test: contactFiles, priority: 1 },
            { name: 'icons', test: /@tabler[\\/]icons-react/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
