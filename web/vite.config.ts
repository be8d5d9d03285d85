import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

/** `npx vite build web`: static files that the API serves (api/pages.ts). */
export default defineConfig({
  plugins: [react()],
  // Its asynchronous half starts workers from addresses that the pages' policy bars, and then waits for ever.
  resolve: {
    alias: [{ find: /^fflate$/, replacement: path.join(import.meta.dirname, 'parts/fflate-here.ts') }],
  },
  // api/pages.ts puts the nonce of each answer in its place.
  html: { cspNonce: '{{nonce}}' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
