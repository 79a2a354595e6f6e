import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";

export default defineConfig(({ mode }) => {
  // Where `npm run dev` finds the API; a build needs nothing but its sources.
  const api = loadEnv(mode, ".", "CASELEDGER_").CASELEDGER_URL ?? "http://127.0.0.1:8420";
  return {
    base: "/app/",
    plugins: [react()],
    server: { proxy: { "/v1": api, "/sign-in": api, "/sign-out": api } },
    build: {
      target: "es2023",
      outDir: "../caseledger/web/static",
      emptyOutDir: true,
      assetsInlineLimit: 0, // fonts and pictures stay files, as the content policy wants them
      chunkSizeWarningLimit: 700, // the budget is of gzipped bytes, and a test keeps it
    },
  };
});
