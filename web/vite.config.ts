import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite build web`: static files that the API serves (api/pages.ts). */
export default defineConfig({
  plugins: [react()],
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
