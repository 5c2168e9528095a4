import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium as playwright } from 'playwright-core'
import { expect, test } from 'vitest'
import { chromium } from '../chromium.ts'

test('a browser starts on a bare machine, twice at once, and shows Chinese', async () => {
  const [one, other] = await Promise.all([chromium(), chromium()])
  expect(one).toEqual(other)
  const browser = await playwright.launch(one)
  try {
    const page = await browser.newPage()
    const text = `<title>小议</title><p style="font-family: 'Noto Sans SC', system-ui, sans-serif">幸福里</p><input value="好 🟡">`
    await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(text)}`)
    expect(await page.title()).toBe('小议')
    expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG')
  } finally {
    await browser.close()
  }
})

test('what the browser remembers of fonts stays in its own folder', async () => {
  const { executablePath, env } = await chromium()
  const folder = dirname(executablePath)
  const written = readFileSync(env.FONTCONFIG_FILE ?? '', 'utf8')
  expect(written).toContain(`<cachedir>${join(folder, 'fonts-cache')}</cachedir>`)
  expect(written).not.toContain('relative')
  expect(readdirSync(join(folder, 'fonts-cache'))).not.toEqual([])
})
