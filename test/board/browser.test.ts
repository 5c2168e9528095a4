import { type Browser, chromium as engine, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { serve } from '../../src/board/serving.ts'
import { png } from '../../src/press/picture.ts'
import { chromium } from '../chromium.ts'
import { type Stage, stage } from './stage.ts'

const PHONE = { width: 390, height: 844 }
const WIDE = { width: 1200, height: 800 }

let browser: Browser
beforeAll(async () => {
  const { executablePath, env, args } = await chromium()
  browser = await engine.launch({ executablePath, env, args: [...args] })
})
afterAll(() => browser.close())

/** The page as somebody opens it for the first time; what it complains of, refused scripts among it, fails the test. */
const visit = async (set: Stage, viewport = WIDE): Promise<Page> => {
  const { url, close } = await serve(set.app, { host: '127.0.0.1', port: 0 })
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`))
  onTestFinished(async () => {
    await context.close()
    await close()
    expect(complaints).toEqual([])
  })
  await page.goto(url)
  await page.locator('.chat').first().waitFor()
  return page
}

const bubble = (page: Page, text: string) => page.locator('.said', { hasText: text })
const write = async (page: Page, text: string) => {
  await page.locator('#words').fill(text)
  await page.keyboard.press('Enter')
  await bubble(page, text).last().waitFor()
}

test('what one says stands on the right; what others say on the left, and is told to who listens', async () => {
  const set = stage()
  const page = await visit(set)
  await write(page, '有人在吗')
  set.world.say({ room: '业主群', from: 'bot', text: '🟡#1 记下了' })
  await bubble(page, '#1 记下了').waitFor()
  expect(await bubble(page, '有人在吗').getAttribute('class')).toContain('own')
  expect(await bubble(page, '#1 记下了').getAttribute('class')).not.toContain('own')
  expect(await bubble(page, '#1 记下了').locator('.tag').innerText()).toBe('机器人')
  await expect.poll(() => page.locator('#news').textContent()).toBe('小议：🟡#1 记下了')
})

test('names, words, topics and files of markup are inert', async () => {
  const set = stage()
  const evil = '<img src=x onerror=alert(1)>'
  set.world.renameContact('李芳', evil)
  set.world.alias('业主群', '张伟', `"><script>alert(2)</script>`)
  set.world.renameRoom('业主群', '<svg onload=alert(3)>业主群')
  const page = await visit(set)
  await page.locator('#me').click()
  await page.locator('.person', { hasText: evil }).click()
  set.world.say({ room: '业主群', from: '张伟', text: '<b id=made>javascript:alert(4)</b>' })
  set.world.say({
    room: '业主群',
    from: '张伟',
    text: '',
    file: { name: '"><img src=x>.txt', bytes: new Uint8Array([1]) },
  })
  await bubble(page, '.txt').waitFor()
  await page.locator('#words').fill('@')
  await page.locator('#members [role=option]').first().waitFor()
  expect(await page.locator('#made, img[src=x], .said script, svg[onload]').count()).toBe(0)
  expect(await bubble(page, '<b id=made>').count()).toBe(1)
})

test('@ names a member by keyboard alone; Shift+Enter breaks the line', async () => {
  const set = stage()
  const page = await visit(set)
  await page.locator('#words').focus()
  await page.keyboard.type('@')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.type('在吗')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('急')
  await page.keyboard.press('Enter')
  await bubble(page, '在吗').waitFor()
  expect(set.world.messages('业主群')).toMatchObject([{ text: '@张伟\u2005在吗\n急', mentions: ['zhang'] }])
})

test('a message is quoted from its menu, and Escape lets it be', async () => {
  const set = stage()
  const { id } = set.world.say({ room: '业主群', from: '张伟', text: '电梯又停了' })
  const page = await visit(set)
  const quote = async () => {
    await bubble(page, '电梯又停了').first().locator('.words').click({ button: 'right' })
    await page.getByRole('menuitem', { name: '引用' }).press('Enter')
    await expect.poll(() => page.locator('#quoting').innerText()).toContain('张伟：电梯又停了')
  }
  await quote()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('#quoting').isHidden()).toBe(true)
  await quote()
  await write(page, '我家也是')
  expect(set.world.messages('业主群').at(-1)).toMatchObject({ text: '我家也是', quote: { id } })
  await expect.poll(() => page.locator('#quoting').isHidden()).toBe(true)
})

test('one takes back one’s own message and edits it again; others’ cannot be taken back', async () => {
  const set = stage()
  set.world.say({ room: '业主群', from: '张伟', text: '早' })
  const page = await visit(set)
  await write(page, '说错了')
  await bubble(page, '早').locator('.words').click({ button: 'right' })
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['引用', '复制'])
  await page.keyboard.press('Escape')
  await bubble(page, '说错了').locator('.words').click({ button: 'right' })
  await page.getByRole('menuitem', { name: '撤回' }).click()
  await page.getByText('你撤回了一条消息').first().waitFor()
  await page.getByRole('button', { name: '重新编辑' }).click()
  await expect.poll(() => page.locator('#words').inputValue()).toBe('说错了')
})

test('a photo is looked at before it is sent, ahead of the words', async () => {
  const set = stage()
  const page = await visit(set)
  await page.locator('#plus').click()
  await page.locator('#sample').click()
  await page.locator('#attached-picture').waitFor()
  await page.locator('#words').fill('办结 1')
  await page.locator('#send').click()
  await page.locator('.photo img').waitFor()
  await expect
    .poll(() =>
      page.locator('.photo img').evaluate((picture) => picture instanceof HTMLImageElement && picture.naturalWidth),
    )
    .toBeGreaterThan(0)
  expect(set.world.messages('业主群')).toMatchObject([
    { file: { name: '照片.jpg', type: 'image/jpeg' } },
    { text: '办结 1' },
  ])
})

test.each([
  ['wide', WIDE],
  ['phone', PHONE],
])('a result that the bot has drawn can be read where it stands, and its table be kept: %s', async (_, viewport) => {
  const set = stage()
  const bars = [
    { label: '赞成', words: '37户', share: 0.8 },
    { label: '反对', words: '9户', share: 0.2 },
  ]
  const bytes = await png({ name: 'P5 结果', title: 'P5 2号门加装充电桩？', bars, notes: ['意见征集'] })
  set.world.say({ room: '业主群', from: 'bot', text: '', file: { name: 'P5 结果.png', bytes } })
  set.world.say({
    room: '业主群',
    from: 'bot',
    text: '',
    file: { name: 'P5 明细.xlsx', bytes: new Uint8Array([80, 75]) },
  })
  const page = await visit(set, viewport)
  await page.locator('.chat', { hasText: '业主群' }).first().click()
  const picture = page.getByRole('img', { name: '图片 P5 结果.png' })
  await expect.poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth)).toBe(720)
  expect((await picture.boundingBox())?.width).toBeGreaterThan(viewport === PHONE ? 240 : 310)
  const [kept] = await Promise.all([page.waitForEvent('download'), page.getByText('P5 明细.xlsx').last().click()])
  expect(kept.suggestedFilename()).toBe('P5 明细.xlsx')
})

test('whoever one is, one sees one’s own chats and what is unread in them', async () => {
  const set = stage()
  const page = await visit(set)
  expect(await page.locator('.chat').count()).toBe(2)
  set.world.say({ room: '工作群', from: 'bot', text: '@王强\u2005#1 电梯' })
  set.world.say({ room: '私聊:王强', from: 'bot', text: '您的待办' })
  await page.locator('#me').click()
  await page.locator('#people-search').fill('工程')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#me').innerText()).toContain('王强')
  const staff = page.locator('.chat', { hasText: '工作群' })
  expect(await staff.locator('.unread').innerText()).toBe('1')
  expect(await staff.innerText()).toContain('有人@我')
  await staff.click()
  expect(await staff.locator('.unread').isHidden()).toBe(true)
  expect(await page.locator('.chat', { hasText: '小议' }).first().isVisible()).toBe(true)
})

test('on a phone one goes from the list into a chat and back', async () => {
  const page = await visit(stage(), PHONE)
  const [list, talk] = [page.locator('#chats'), page.locator('#talk')]
  expect([await list.isVisible(), await talk.isVisible()]).toEqual([true, false])
  await page.locator('.chat').first().click()
  expect([await list.isVisible(), await talk.isVisible()]).toEqual([false, true])
  await page.goBack()
  await list.waitFor()
  await page.locator('.chat').first().click()
  await page.locator('#back').click()
  await list.waitFor()
  expect(await talk.isVisible()).toBe(false)
})

const SIZES = [PHONE, { width: 360, height: 640 }].flatMap((size) => [
  { ...size, large: false },
  { ...size, large: true },
])

/** What one cannot take hold of with a finger, and what could be slid or stands beyond the edge. */
const ill = (page: Page) =>
  page.evaluate(() => {
    const name = ({ tagName, id, className }: Element) => `${tagName} #${id} .${className}`
    const all = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => element.checkVisibility())
    const small = all.filter(
      ({ tagName, offsetWidth: w, offsetHeight: h }) => tagName === 'BUTTON' && (w < 44 || h < 44),
    )
    const slides = [document.documentElement, ...all].filter(
      (element) =>
        (element === document.documentElement || getComputedStyle(element).overflowX !== 'visible') &&
        !element.matches(
          '.cut, .unseen, .skip, textarea, [class*=chat-], h2, p, small, .light, .avatar, .me-words > *',
        ) &&
        element.scrollWidth > element.clientWidth,
    )
    const out = all.filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return !element.closest('.unseen, .skip, svg, .chat-last') && (left < -0.5 || right > innerWidth + 0.5)
    })
    const slid = all.filter(({ scrollLeft }) => scrollLeft !== 0)
    return { small: small.map(name), slides: slides.map(name), out: out.map(name), slid: slid.map(name) }
  })

/** A menu goes when the talk is scrolled, which the press itself may do: then once more. */
const opened = async (page: Page, more: Locator): Promise<boolean> => {
  if (await page.locator('#menu').isHidden()) await more.press('Enter')
  return page.locator('#menu').isVisible()
}

test.each(SIZES)('every button is a finger wide and nothing slides sideways: %o', async ({ large, ...size }) => {
  const set = stage()
  const long = '急事别等，打物业工程部 023-00000001。'.repeat(4)
  const { id } = set.world.say({
    room: '业主群',
    from: 'bot',
    text: `🟡#1 ${long}https://example.org/${'a'.repeat(80)}`,
  })
  set.world.say({ room: '业主群', from: '李芳', text: long, quote: id })
  set.world.say({ room: '业主群', from: '张伟', text: long, quote: id })
  const page = await visit(set, size)
  const well = async () => expect(await ill(page)).toEqual({ small: [], slides: [], out: [], slid: [] })
  if (large) await page.locator('#large').click()
  await well()
  await page.locator('#me').click()
  await well()
  await page.locator('#people .close').click()
  await page.locator('.chat').first().click()
  for (const said of await page.locator('.said').all()) {
    await said.locator('.more').focus()
    await well()
    await expect.poll(() => opened(page, said.locator('.more'))).toBe(true)
    await well()
    await page.keyboard.press('Escape')
  }
  await page.locator('#plus').click()
  await well()
  await page.locator('#sample').click()
  await page.locator('#attached-picture').waitFor()
  await well()
  await page.locator('#send').click()
  await page.locator('.photo').waitFor()
  await well()
  await page.locator('#about').click()
  await well()
})

test('telephone numbers are not broken in two, and are copied and sent as they are', async () => {
  const set = stage()
  const page = await visit(set, { width: 360, height: 640 })
  await page.locator('.chat').first().click()
  for (const words of ['', '打', '请打', '急事打', '急事请打', '有急事请打', '别等，打物业工程部'])
    set.world.say({ room: '业主群', from: 'bot', text: `${words}${'物'.repeat(4)} 023-00000001 或 400-000-0000` })
  await expect.poll(() => page.locator('.words .whole').count()).toBe(14)
  expect(
    await page.locator('.words .whole').evaluateAll((all) => all.map((one) => one.getClientRects().length)),
  ).toEqual(Array.from({ length: 14 }, () => 1))
  expect(await page.locator('.words').first().textContent()).toBe('物物物物 023-00000001 或 400-000-0000')
})

test('large type is remembered', async () => {
  const page = await visit(stage())
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const small = await size()
  await page.getByRole('button', { name: '大字' }).click()
  await page.reload()
  await page.locator('.chat').first().waitFor()
  expect(await size()).toBeGreaterThan(small * 1.25)
  expect(await page.getByRole('button', { name: '大字' }).getAttribute('aria-pressed')).toBe('true')
})

test('the simulated time is shown and moves by a press', async () => {
  const page = await visit(stage())
  await expect.poll(() => page.locator('#now').innerText()).toMatch(/09:00\s+11月23日 周一/)
  await page.getByRole('button', { name: '+1天' }).click()
  await expect.poll(() => page.locator('#now').innerText()).toMatch(/09:00\s+11月24日 周二/)
})

test('the guide puts the person in place and the words in the line, and goes on by what happens', async () => {
  const set = stage()
  const page = await visit(set, PHONE)
  const step = () => page.locator('#guide-step').innerText()
  await expect.poll(step).toBe('1/9')
  await page.locator('#guide-do').click()
  await expect.poll(() => page.locator('#words').inputValue()).toBe('@小议 3栋2单元电梯又坏了，老人下不了楼')
  expect(set.world.messages('业主群')).toEqual([])
  await page.locator('#send').click()
  await expect.poll(() => page.locator('#guide-hint').innerText()).toContain('等小议回答')
  set.world.say({ room: '业主群', from: 'bot', text: '#7 记下了：电梯' })
  await expect.poll(step).toBe('2/9')
  await page.locator('#guide-do').click()
  await expect.poll(() => page.locator('#me-name').innerText()).toBe('王强')
  await expect.poll(() => page.locator('#title').innerText()).toContain('工作群')
  await expect.poll(() => page.locator('#words').inputValue()).toBe('接 7')

  await page.locator('#guide-hide').click()
  await expect.poll(() => page.locator('#guide').isHidden()).toBe(true)
  await page.locator('#back').click()
  await page.reload()
  await page.getByRole('button', { name: '继续引导' }).click()
  await expect.poll(step).toBe('2/9')
})

test('the guide hands over the picture of the mended lift only where it is to be finished', async () => {
  const set = stage()
  const page = await visit(set, PHONE)
  const lines: readonly (readonly [string, string, string])[] = [
    ['业主群', '李芳', '@小议 电梯又坏了'],
    ['业主群', 'bot', '#7 记下了：电梯'],
    ['工作群', '王强', '接 7'],
    ['工作群', 'bot', '#7 归您了'],
  ]
  for (const [room, from, text] of lines) set.world.say({ room, from, text })
  await expect.poll(() => page.locator('#guide-step').innerText()).toBe('3/9')
  await page.locator('#guide-do').click()
  await expect.poll(() => page.locator('#guide-step').innerText()).toBe('4/9')
  await page.locator('#guide-do').click()
  await page.locator('#attached-picture').waitFor()
  await expect.poll(() => page.locator('#attached-name').innerText()).toBe('电梯修好了.jpg')
  await expect.poll(() => page.locator('#words').inputValue()).toContain('办结 7')
})

test('a page that is loaded anew shows the same person and chat, and the way back', async () => {
  const page = await visit(stage(), PHONE)
  await page.locator('#me').click()
  await page.locator('.person', { hasText: '王强' }).click()
  await page.locator('.chat', { hasText: '工作群' }).click()
  await page.reload()
  await page.locator('#title', { hasText: '工作群' }).waitFor()
  await expect.poll(() => page.locator('#me-name').innerText()).toBe('王强')
  await page.locator('#back').click()
  await page.locator('#chats').waitFor()
  await page.reload()
  await page.locator('#chats').waitFor()
})

test('a line that broke comes back, and nothing is missing', async () => {
  const set = stage()
  const { url, close } = await serve(set.app, { host: '127.0.0.1', port: 0 })
  const context = await browser.newContext({ viewport: WIDE })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.chat').first().waitFor()
  await close()
  await page.locator('#offline').waitFor()
  await page.locator('#words').fill('还在吗')
  await page.keyboard.press('Enter')
  const again = page.locator('#toast').getByRole('button', { name: '再发一次' })
  await again.waitFor()
  await expect.poll(() => page.locator('#toast').innerText()).toMatch(/^没有发出去：连不上小议的程序\s+再发一次$/)
  await expect.poll(() => page.locator('#words').inputValue()).toBe('还在吗')
  await again.click()
  await again.waitFor()
  set.world.say({ room: '业主群', from: '张伟', text: '断线时说的' })
  const back = await serve(set.app, { host: '127.0.0.1', port: Number(new URL(url).port) })
  onTestFinished(back.close)
  await bubble(page, '断线时说的').waitFor()
  await page.locator('#offline').waitFor({ state: 'hidden' })
  expect(await bubble(page, '断线时说的').count()).toBe(1)
  await again.click()
  await bubble(page, '还在吗').waitFor()
  await expect.poll(() => page.locator('#toast').isHidden()).toBe(true)
  expect(set.world.messages('业主群').map(({ text }) => text)).toEqual(['断线时说的', '还在吗'])
})
