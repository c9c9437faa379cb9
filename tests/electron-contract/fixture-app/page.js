// The page's first own script: what it finds on `window` was there before it.
window.foundAtStart = { bridge: typeof window.fixture, leaked: typeof window.leakedByPreload, require: typeof require };
