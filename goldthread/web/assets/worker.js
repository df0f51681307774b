// Answers for the form of a concern where there is no connection. It keeps the empty form and the files it is drawn with,
// and never a page about anybody: those are not even looked at on their way through.

const CACHE = 'goldthread-shell-1'
const SHELL = '/concern/offline'
const FORM = '/concern/new'
const PATIENCE = 10000
const STATIC = '/static/'

addEventListener('install', (event) => event.waitUntil(refresh().then(() => self.skipWaiting())))
addEventListener('activate', (event) => event.waitUntil(clearOthers().then(() => self.clients.claim())))

addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== location.origin) return
  if (request.mode === 'navigate' && address.pathname === FORM) event.respondWith(page(event))
  else if (address.pathname.startsWith(STATIC)) event.respondWith(file(request))
})

// The empty form and what it is drawn with, taken without saying who asks.
async function refresh () {
  const answer = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' })
  if (!answer.ok || answer.redirected) throw new Error('no shell')
  const text = await answer.clone().text()
  const files = [...new Set([...text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((found) => found[1]))]
  const cache = await caches.open(CACHE)
  await cache.addAll(files)
  await cache.put(SHELL, answer)
  const kept = new Set([SHELL, ...files])
  for (const held of await cache.keys()) if (!kept.has(new URL(held.url).pathname + new URL(held.url).search)) await cache.delete(held)
}

async function clearOthers () {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
}

async function page (event) {
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE) })
    if (answer.status < 500) {
      event.waitUntil(refresh().catch(() => null))
      return answer
    }
    throw new Error('not available')
  } catch {
    return (await caches.match(SHELL)) ?? Response.error()
  }
}

async function file (request) {
  return (await caches.match(request)) ?? fetch(request)
}
