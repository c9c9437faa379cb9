import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { recordBundledPackages } from "./tools/packages/bundled-packages.ts";

const record = (bundle: string) =>
  recordBundledPackages(resolve(import.meta.dirname, "out", "bundled", `${bundle}.json`));

/**
 * Three bundles in `out/`. Main holds its libraries too, so that a package ships few files; only Electron and the one
 * native module stay outside.
 */
export default defineConfig({
  main: {
    plugins: [record("main")],
    build: {
      externalizeDeps: false,
      outDir: "out/main",
      lib: {
        // The program, and those of its threads.
        entry: {
          index: "electron/main/index.ts",
          "import-thread": "electron/main/adapters/contacts/import-thread.ts",
          "browse-thread": "electron/main/adapters/contacts/browse-thread.ts",
        },
        formats: ["es"],
      },
      rollupOptions: {
        external: ["better-sqlite3", "bufferutil", "utf-8-validate"],
        output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  },
  preload: {
    plugins: [record("preload")],
    build: {
      externalizeDeps: false,
      outDir: "out/preload",
      // A sandboxed preload is CommonJS and one file.
      lib: { entry: "electron/preload/index.ts", formats: ["cjs"] },
      rollupOptions: { output: { entryFileNames: "index.cjs" } },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react(), record("renderer")],
    build: {
      outDir: resolve(import.meta.dirname, "out/renderer"),
      // The window, the call card, which brings none of the window's libraries, and the dial bar.
      rollupOptions: {
        input: {
          index: resolve(import.meta.dirname, "renderer/index.html"),
          card: resolve(import.meta.dirname, "renderer/card.html"),
          "dial-bar": resolve(import.meta.dirname, "renderer/dial-bar.html"),
        },
      },
      // `data:` URLs are allowed for images only, and module preload needs an inline script that the page's policy refuses.
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
    },
  },
});
