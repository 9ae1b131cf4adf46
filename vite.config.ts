import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { mantineStyles } from './vite.mantine.config.ts'

/** What every screen needs: our frame, list and edit field, with the icons and the bit of Mantine they draw in. */
const groundFiles =
  /src[\\/]features[\\/]\w+[\\/]web[\\/]pages\.ts|src[\\/]ui[\\/](?!palette|texts[\\/]|shell[\\/]key-sheet|inputs[\\/](?!edit-field|cell-input|inputs\.css))|@mantine[\\/]core[\\/]esm[\\/]core[\\/]MantineProvider[\\/]/

/** The contact list with its icons: where everybody begins. What it opens (preview, forms) comes when it is opened. */
const listFiles =
  /src[\\/](app[\\/]web[\\/]contact-list|features[\\/](views[\\/]web[\\/]|contacts[\\/]web[\\/]list[\\/](?!contact-peek)))/

/**
 * The web client: one page, built to `dist/web`. What every screen needs travels in few files that change
 * rarely (react, router, ground); Mantine has no group, so that a list never pays for a calendar.
 */
export default defineConfig({
  plugins: [react(), mantineStyles()],
  // Vite's worker for class names of Mantine would skip our plugin when it bundles dependencies ahead.
  optimizeDeps: { exclude: ['@mantine/core', '@mantine/dates', '@mantine/notifications'] },
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
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            {
              name: 'core',
              test: /node_modules[\\/](react-router|@tanstack|openapi-fetch)[\\/]/,
              priority: 2,
            },
            { name: 'ground', test: groundFiles, priority: 1 },
            { name: 'list', test: listFiles, priority: 0 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
