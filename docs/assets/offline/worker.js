// The service worker, at the site's root as sw.js: it keeps the guide in one language on the device, after the reader has
// asked for it. A version is kept whole or not at all: every file is compared with the list of the build before any of
// them is used, and an open page gets all it asks for from the version that it came from itself.
"use strict";
const SCOPE = new URL(registration.scope);
const OURS = `guide ${SCOPE.pathname} `; // other sites may share the origin
const STATE = `${OURS}state`;
const SOON = 10 * 60 * 1000; // milliseconds between two looks for a newer version
const AT_ONCE = 4; // downloads side by side

// {kept: {tag, version, size, at, home, elsewhere}, pages: {client: version}, looked: time}
let known, reading;
const opening = new Set(); // clients that are being opened, which clients.matchAll does not tell yet
async function read() {
  const saved = await (await caches.open(STATE)).match("state");
  known = saved ? await saved.json() : { pages: {}, looked: 0 };
}
// Read once: several pages may wake this worker together, and what one of them adds must not be lost to another's reading.
async function state() {
  reading ??= read().catch((error) => { reading = undefined; throw error; });
  await reading;
  return known;
}
// Where a browser cannot read what it keeps, it keeps nothing: the network answers.
const stateOrNone = () => state().catch(() => ({ pages: {}, looked: 0 }));
const save = async () => (await caches.open(STATE)).put("state", new Response(JSON.stringify(known)));
const nameOf = (version) => `${OURS}${version}`;
const fileOf = (path) => new URL(path, SCOPE).href;

// One after the other: keeping, looking for a newer version, and removing.
let last = Promise.resolve();
const inTurn = (task) => (last = last.catch(() => {}).then(() => task()));

async function listOf(tag) {
  const answer = await fetch(fileOf(`assets/offline/${tag}.json`), { cache: "no-cache" });
  if (!answer.ok) throw new Error("failed");
  return answer.json();
}

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(found.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Fill the cache of a version. What has not changed comes from the version that is kept already.
async function fill(list, old, tell) {
  const room = await navigator.storage?.estimate?.();
  if (room?.quota && room.quota - room.usage < list.size) throw new Error("full");
  await caches.delete(nameOf(list.version)); // what is left of a download that broke off
  const cache = await caches.open(nameOf(list.version));
  const before = old && (await caches.open(nameOf(old)));
  const paths = Object.keys(list.files);
  let done = 0;
  async function next() {
    for (let path; (path = paths.shift()); ) {
      const address = fileOf(path);
      const wanted = list.files[path];
      let answer = await before?.match(address);
      let bytes = await answer?.arrayBuffer();
      if (!bytes || (await digest(bytes)) !== wanted) {
        answer = await fetch(address, { cache: "no-cache" });
        bytes = await answer.arrayBuffer();
        if (!answer.ok || (await digest(bytes)) !== wanted) throw new Error("failed");
      }
      const headers = new Headers(answer.headers);
      ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name)); // it is stored unpacked
      // A response of our own: browsers refuse a redirected one as a page.
      await cache.put(address, new Response(bytes, { headers }));
      tell((done += bytes.byteLength) / list.size);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function keep(tag, tell) {
  const now = await state();
  const list = await listOf(tag);
  now.looked = Date.now();
  if (now.kept?.version !== list.version) {
    try {
      await fill(list, now.kept?.version, tell);
      const { version, size, home, elsewhere } = list;
      now.kept = { tag, version, size, home, elsewhere, at: Date.now() };
    } catch (error) {
      await caches.delete(nameOf(list.version));
      throw error.name === "QuotaExceededError" ? new Error("full") : error;
    }
  } else now.kept.at = now.looked; // nothing has changed since
  await save();
  await tidy();
}

// Delete the versions that no open page came from.
async function tidy() {
  const now = await state();
  const opened = Object.keys(now.pages).filter((id) => !opening.has(id)); // others may come while the browser is asked
  const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  for (const id of opened) if (!open.has(id)) delete now.pages[id];
  const used = new Set([now.kept?.version, ...Object.values(now.pages)].map(nameOf).concat(STATE));
  for (const name of await caches.keys()) if (name.startsWith(OURS) && !used.has(name)) await caches.delete(name);
}

async function remove() {
  await stateOrNone(); // else what is being read would come back
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  known = { pages: {}, looked: 0 };
}

async function look(always) {
  const now = await state();
  if (!now.kept || (!always && Date.now() - now.looked < SOON)) return;
  await keep(now.kept.tag, () => {}).catch(() => {}); // without a connection, or while the site is being replaced: later
}

async function match(version, url) {
  if (!version) return undefined;
  const cache = await caches.open(nameOf(version));
  const { origin, pathname } = url;
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  return (await cache.match(origin + path)) ?? cache.match(`${origin}${path}.html`); // some hosts hide the ending
}

// A page is there once it asks for its first part, and the page before it has gone.
async function opened(id) {
  await clients.get(id); // when it is told by clients.matchAll
  if (!opening.delete(id)) return;
  await tidy();
  await save();
}

async function page(event) {
  const now = await stateOrNone();
  const version = now.kept?.version;
  const found = await match(version, new URL(event.request.url));
  if (found) {
    const id = event.resultingClientId;
    if (id) {
      now.pages[id] = version;
      opening.add(id);
      event.waitUntil(save()); // at once: a download may be under way, and the browser may end this worker before its turn
    }
    event.waitUntil(inTurn(() => look(false)));
    return found;
  }
  try {
    return await fetch(event.request);
  } catch (error) {
    if (!now.kept) throw error;
    return Response.redirect(fileOf(now.kept.elsewhere));
  }
}

async function part(event) {
  if (opening.has(event.clientId)) event.waitUntil(inTurn(() => opened(event.clientId)));
  const now = await stateOrNone();
  let version = now.pages[event.clientId];
  if (!version && now.kept && event.clientId) {
    // A browser that does not say which page a request opens: those that are kept came from here.
    const client = await clients.get(event.clientId);
    if (client && !("resultingClientId" in event) && (await match(now.kept.version, new URL(client.url)))) version = now.kept.version;
  }
  return (await match(version, new URL(event.request.url))) ?? fetch(event.request);
}

addEventListener("install", () => skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE.href)) return;
  event.respondWith(request.mode === "navigate" ? page(event) : part(event));
});
// A page asks {task: "keep", tag}, {task: "remove"}, {task: "say"} or {task: "look"}; answers come through its port.
addEventListener("message", (event) => {
  const { task, tag } = event.data;
  const [port] = event.ports;
  const tasks = {
    say: () => {},
    look: () => look(true),
    keep: () => keep(tag, (share) => port.postMessage({ share })),
    remove,
  };
  event.waitUntil(inTurn(tasks[task]).then(
    async () => port.postMessage({ kept: (await stateOrNone()).kept }),
    async (error) => port.postMessage({ failed: error.message === "full" ? "full" : "failed", kept: (await stateOrNone()).kept }),
  ));
});
