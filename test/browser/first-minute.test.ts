import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium as engine, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromium } from '../chromium.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'xiaoyi-first-'))
let program: ChildProcess
let browser: Browser
let page: Page

beforeAll(async () => {
  program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { executablePath, env, args } = await chromium()
  browser = await engine.launch({ executablePath, env, args: [...args] })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })
  page = await context.newPage()
  await page.goto(await address(program))
  await page.locator('.chat').first().waitFor()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  program?.kill()
  await new Promise((ended) => program?.once('exit', ended))
  rmSync(folder, { recursive: true, force: true })
})

/** 「小议 is at http://127.0.0.1:41234/」. */
const address = (of: ChildProcess): Promise<string> =>
  new Promise((found, failed) => {
    of.once('exit', (code) => failed(new Error(`the program ended with ${code}`)))
    if (of.stdout) createInterface(of.stdout).on('line', (line) => found(/http\S+/.exec(line)?.[0] ?? line))
  })

/** Does what the guide offers, and sends what it typed. */
async function follow(): Promise<void> {
  const words = page.locator('#words')
  const before = await page.locator('#guide-do').innerText()
  await page.locator('#guide-do').click()
  if ((await words.isVisible()) && (await words.inputValue()) !== '') await page.locator('#send').click()
  await expect.poll(() => page.locator('#guide-do').innerText(), { timeout: 30_000 }).not.toBe(before)
}

const heard = (text: string) => page.locator('.said', { hasText: text }).last()
const step = () => page.locator('#guide-step').innerText()

/** Kept for the README where the suite is asked to make them. */
async function picture(name: string): Promise<void> {
  const to = process.env.XIAOYI_PICTURES
  if (to === undefined) return
  mkdirSync(join(root, to), { recursive: true })
  await page.screenshot({ path: join(root, to, `${name}.png`) })
}

test('a newcomer is led through a case and a poll on a phone', async () => {
  await expect.poll(step).toBe('1/9')
  await picture('chats')
  await follow()
  await heard('#1 记下了').waitFor()
  await picture('receipt')
  await expect.poll(step, { timeout: 30_000 }).toBe('2/9')
  await follow()
  await heard('#1 归您了').waitFor()
  await follow()
  await heard('🔴#1').waitFor()
  await picture('reminder')
  await follow()
  await heard('#1 记为办完').waitFor()
  await follow()
  await heard('#1 记下了：满意').waitFor()
  await picture('rating')
  await follow()
  await heard('这样发出去').waitFor()
  await follow()
  await heard('P1 问大家').waitFor()
  await follow()
  await heard('P1 记下了：1赞成').waitFor()
  await follow()
  await expect.poll(step, { timeout: 30_000 }).toBe('9/9')
  await page.locator('#guide-do').click()
  await heard('P1 截止了：').waitFor()
  expect(await heard('P1 截止了：').innerText()).toMatch(/1赞成[：\s]*2户/)
  const drawn = page.locator('.said img').last()
  await drawn.waitFor()
  await expect
    .poll(() => drawn.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 30_000 })
    .toBeGreaterThan(600)
  await drawn.scrollIntoViewIfNeeded()
  await picture('result')

  await page.getByRole('button', { name: '再走一遍' }).click()
  await expect.poll(step, { timeout: 30_000 }).toBe('1/9')
  await follow()
  await heard('#2 记下了').waitFor()
  await expect.poll(step, { timeout: 30_000 }).toBe('2/9')
  await expect.poll(() => page.locator('#guide-do').innerText()).toContain('接 2')
}, 180_000)
