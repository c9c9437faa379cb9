import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";

// jsdom lays nothing out: without a size the virtualised list would draw no row.
beforeAll(() => {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 640 },
    clientWidth: { configurable: true, get: () => 380 },
    offsetHeight: { configurable: true, get: () => 52 },
    offsetWidth: { configurable: true, get: () => 380 },
  });
  Element.prototype.scrollTo = () => undefined;
  // What never changes its size is never told of.
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

afterEach(() => {
  cleanup();
  document.documentElement.removeAttribute("data-theme");
});
