// The service worker: the files of the study page and one page for when nobody answers. Pages of a
// person are never kept here; their cards are in IndexedDB, see js/kept.js.
const VERSION = {{ version | tojson }};
const FILES = {{ files | tojson }};
const SHELL = {{ url_for("study.offline") | tojson }};

importScripts({{ url_for("static", filename="js/kept.js") | tojson }});

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll([...FILES, SHELL]);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(SHELL)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});

// The browser says so when the network is back, also after the page was closed.
self.addEventListener("sync", (event) => {
  if (event.tag === "answers") event.waitUntil(self.kept.send());
});
