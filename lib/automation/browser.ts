import { existsSync } from 'node:fs'
import type { Browser, BrowserContext } from 'playwright-core'
import { env } from '../env'
import { startGuardProxy } from './guard-proxy'

const usual = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
)

/** Where the browser is; undefined when this machine has none. */
export const browserPath = () => env.chromiumPath ?? usual.find((path) => existsSync(path))

async function launch(executablePath: string, proxy: string): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  return chromium.launch({
    executablePath,
    // Everything goes through the guard, this machine's own addresses included.
    proxy: { server: proxy, bypass: '<-loopback>' },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Names are resolved by the guard alone.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}

/** A browser behind the guard, started when it is first needed and again after a crash. */
export function automationBrowser() {
  let running: Promise<{ browser: Browser; stop: () => Promise<void> }> | undefined

  const start = async () => {
    const path = browserPath()
    if (!path) throw new Error('No Chromium was found. Set CHROMIUM_PATH to one.')
    const guard = await startGuardProxy()
    try {
      const browser = await launch(path, guard.url)
      browser.on('disconnected', () => {
        running = undefined
        void guard.close()
      })
      return { browser, stop: () => browser.close() }
    } catch (error) {
      await guard.close()
      throw error
    }
  }

  return {
    /** A fresh profile, closed afterwards: nothing of one customer is there for the next. */
    async use<T>(work: (context: BrowserContext) => Promise<T>): Promise<T> {
      running ??= start()
      const { browser } = await running.catch((error) => {
        running = undefined
        throw error
      })
      const context = await browser.newContext({
        acceptDownloads: false,
        serviceWorkers: 'block',
        viewport: { width: 1280, height: 900 },
        locale: 'en-US',
      })
      try {
        return await work(context)
      } finally {
        await context.close().catch(() => {})
      }
    },
    async close() {
      const open = running
      running = undefined
      await (await open?.catch(() => undefined))?.stop()
    },
  }
}

export type AutomationBrowser = ReturnType<typeof automationBrowser>
