import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core';
import { preview } from 'vite';
import { expect, inject, onTestFinished } from 'vitest';
import { fakeApi } from './fake/server.ts';
import { FakeWorld } from './fake/world.ts';

const root = join(import.meta.dirname, '..');

/** The built screens on a local port, and a browser. */
export interface Screens {
  /** Opens a page on a fresh fake world; `prepare` changes the world before anything is loaded. */
  open: (path: string, options?: OpenOptions) => Promise<{ page: Page; world: FakeWorld }>;
  close: () => Promise<void>;
}

/** Awaits a state of a page: asserts on what `look` says as soon as it holds. */
export const eventually = <Value>(look: () => Value | Promise<Value>) =>
  expect.poll(look, { timeout: 15_000, interval: 25 });

export interface OpenOptions {
  prepare?: (world: FakeWorld) => void;
  context?: BrowserContextOptions;
}

/** The browser from npm on Linux, an installed Chrome elsewhere. */
async function launch(): Promise<Browser> {
  if (process.platform !== 'linux') return driver.launch({ channel: 'chrome' });
  // The package's own arguments are for one page on a serverless host: in a single process, the browser dies with
  // the first context that is closed, and without web security it would not behave as a user's does.
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  });
}

/** Starts what a test file needs around the screens that the run has built. */
export async function startScreens(): Promise<Screens> {
  const browser = await launch();
  // One server for all pages: a cookie says in which world a page lives.
  const worlds: FakeWorld[] = [];
  const server = await preview({
    root,
    logLevel: 'error',
    plugins: [fakeApi((cookie) => worlds[Number(/world=(\d+)/.exec(cookie)?.[1])])],
    build: { outDir: inject('screens') },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const base = server.resolvedUrls?.local[0] ?? '';

  const open: Screens['open'] = async (path, options = {}) => {
    const world = new FakeWorld();
    options.prepare?.(world);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
      // Far from the workspace's zone: the screens must not depend on where the browser is.
      timezoneId: 'Asia/Kathmandu',
      reducedMotion: 'reduce',
      ...options.context,
    });
    // A page that nobody looks at any more goes on following its world.
    onTestFinished(async () => await context.close());
    context.setDefaultTimeout(15_000);
    await context.addCookies([{ name: 'world', value: String(worlds.push(world) - 1), url: base }]);
    const page = await context.newPage();
    await page.goto(new URL(path, base).href);
    return { page, world };
  };

  return {
    open,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
