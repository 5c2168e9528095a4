import { expect, onTestFinished, test } from 'vitest'
import { post, type Stage, stage } from './stage.ts'

interface Event {
  readonly event: string
  readonly id: string
  readonly data: { readonly text?: string; readonly now?: number }
}

/** Listens as a browser does; `next` waits for the next event. */
const listen = async ({ app }: Stage, headers: Record<string, string> = {}) => {
  const answer = await app.request('/sim/events', { headers })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no stream')
  onTestFinished(() => reader.cancel())
  let rest = ''
  const next = async (): Promise<Event> => {
    for (;;) {
      const end = rest.indexOf('\n\n')
      const block = rest.slice(0, end)
      if (end >= 0) rest = rest.slice(end + 2)
      else rest += (await reader.read()).value ?? ''
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
      if (end >= 0 && field('event')) return { event: field('event'), id: field('id'), data: JSON.parse(field('data')) }
    }
  }
  return { answer, next }
}

const say = ({ world }: Stage, text: string) => world.say({ room: '业主群', from: '李芳', text })

test('what happens is told as it happens', async () => {
  const set = stage()
  const { answer, next } = await listen(set)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  say(set, '一')
  expect(await next()).toMatchObject({ event: 'message', data: { text: '一', from: '李芳', room: '幸福里业主群' } })
  await post(set.app, '/sim/recall', { room: '业主群', from: '李芳' })
  expect(await next()).toMatchObject({ event: 'recalled', data: { text: '', recalled: true } })
  await post(set.app, '/sim/join', { room: '业主群', from: '钱多' })
  expect(await next()).toMatchObject({ event: 'met' })
  expect(await next()).toMatchObject({ event: 'joined', data: { room: 'r1' } })
  await post(set.app, '/sim/clock', { advance: '1h' })
  expect(await next()).toMatchObject({ event: 'clock', data: { now: set.now() } })
})

test('who lost the line is told what was missed, once and in order', async () => {
  const set = stage()
  const { next } = await listen(set)
  say(set, '一')
  const { id } = await next()
  say(set, '二')
  say(set, '三')
  const again = await listen(set, { 'last-event-id': id })
  say(set, '四')
  const texts = [await again.next(), await again.next(), await again.next()].map(({ data }) => data.text)
  expect(texts).toEqual(['二', '三', '四'])
})

test('who missed nothing is told nothing twice', async () => {
  const set = stage()
  const { next } = await listen(set)
  say(set, '一')
  const { id } = await next()
  const again = await listen(set, { 'last-event-id': id })
  say(set, '二')
  expect((await again.next()).data.text).toBe('二')
})

test.each(['of-another-process', '', 'abc-5'])('after %o is not known: fetch anew', async (last) => {
  const set = stage()
  say(set, '一')
  const { next } = await listen(set, { 'last-event-id': last })
  expect(await next()).toMatchObject({ event: 'reset' })
})

test('too long away: fetch anew', async () => {
  const set = stage()
  const { next } = await listen(set)
  say(set, '一')
  const { id } = await next()
  for (let count = 0; count < 1100; count += 1) say(set, `${count}`)
  expect(await (await listen(set, { 'last-event-id': id })).next()).toMatchObject({ event: 'reset' })
})
