import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` listens, for the development server's proxy. */
const product = 'http://127.0.0.1:4600';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Reads the classes that modules compose from each other; PostCSS warns about every one.
  css: { transformer: 'lightningcss' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The server's content security policy has no data: scripts or fonts; small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every screen needs changes rarely: its own file stays in browsers' caches across releases.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
            // Components that several screens use, in one file rather than in dozens of tiny ones.
            {
              name: 'components',
              test: /node_modules\/(@mantine\/(core|hooks|form)|@floating-ui)\//,
              minShareCount: 2,
              priority: 2,
            },
            { name: 'icons', test: /node_modules\/@tabler\//, priority: 2 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': product, '/hooks': product, '/health': product },
  },
});
