import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Drawn, Due, Mark, Outbox } from '../../src/ports.ts'
import { type Message, type Pace, SAFE } from '../../src/wechat/pace.ts'
import { Sender } from '../../src/wechat/sender.ts'
import { verdict } from '../../src/wechat/verdict.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const START = Date.parse('2026-11-23T09:00:00+08:00')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Virtual time: what has passed, and the clock on the wall, which anybody may set. */
class Time {
  elapsed = 1000
  wall = START - 1000
  private timers: { readonly at: number; readonly run: () => void }[] = []

  readonly now = (): number => this.wall + this.elapsed

  set(run: () => void, ms: number): object {
    const timer = { at: this.elapsed + ms, run }
    this.timers.push(timer)
    return timer
  }

  clear(timer: unknown): void {
    this.timers = this.timers.filter((one) => one !== timer)
  }

  get waiting(): number {
    return this.timers.length
  }

  /** Rings what is to ring meanwhile. */
  async pass(ms: number): Promise<void> {
    const target = this.elapsed + ms
    await settled()
    for (;;) {
      const [first] = this.timers.filter(({ at }) => at <= target).sort((one, other) => one.at - other.at)
      if (!first) break
      this.elapsed = Math.max(this.elapsed, first.at)
      this.clear(first)
      first.run()
      await settled()
    }
    this.elapsed = target
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Kept {
  readonly due: Due
  readonly attempts: number
  readonly attemptedAt?: number
  readonly settled?: 'said' | 'dropped'
}

/** What the store holds: it outlives the process. */
class Book implements Outbox {
  readonly kept = new Map<string, Kept>()
  readonly marks: string[] = []
  /** Set: marks do not reach the file until it resolves. */
  slow: Promise<void> | undefined
  broken = false

  due(now: number): readonly Due[] {
    return [...this.kept.values()].flatMap(({ due, attempts, settled }) =>
      settled || due.line.notBefore > now ? [] : [{ ...due, attempts }],
    )
  }

  async mark(_: string, { key, mark, at }: Mark): Promise<void> {
    if (this.broken) throw new Error('EIO')
    const kept = this.kept.get(key)
    if (!kept || kept.settled) return
    this.marks.push(`${key} ${mark}`)
    const { attempts } = kept
    if (mark === 'attempt') this.kept.set(key, { ...kept, attempts: attempts + 1, attemptedAt: at })
    else if (mark === 'refused') this.kept.set(key, { ...kept, attempts: attempts - 1 })
    else this.kept.set(key, { ...kept, settled: mark })
    await this.slow
  }

  sent(since: number) {
    return [...this.kept.values()].flatMap(({ due: { to }, attemptedAt: at }) =>
      at !== undefined && at >= since ? [{ place: 'room' in to ? to.room : to.contact, at }] : [],
    )
  }
}

type Say = (message: Message, file?: Drawn) => Promise<void>
const refuses: Say = async () => Promise.reject(new Error('2 UNKNOWN: Error: you are not friends'))
const isUnreached: Say = async () => Promise.reject(new Error('14 UNAVAILABLE: No connection established'))
const breaks: Say = async () => Promise.reject(new Error('14 UNAVAILABLE: Connection dropped'))
const hangs: Say = () => new Promise(() => {})

const drawn = (key: string) => async (): Promise<Drawn> => ({ name: `${key}.png`, bytes: new Uint8Array([1]) })
const cannot = async (): Promise<Drawn> => Promise.reject(new Error('nothing was drawn within 20000 ms'))

/** An outbox as the store keeps it, and a mouth that does as it is told; after a `restart` the old process can do nothing more. */
const setUp = ({ pace }: { readonly pace?: Partial<Pace> } = {}) => {
  const [time, book] = [new Time(), new Book()]
  const said: { readonly text: string; readonly place: string; readonly at: number }[] = []
  const takes: Say = async () => {}
  const line = { online: true, say: takes }
  let lives = 0
  const begin = (): Sender => {
    lives += 1
    const life = lives
    const outbox: Outbox = {
      due: (now) => book.due(now),
      sent: (since) => book.sent(since),
      mark: (community, mark) => (life === lives ? book.mark(community, mark) : new Promise(() => {})),
    }
    const mouth = {
      say: (message: Message, file?: Drawn) => {
        said.push({ text: file ? `[${file.name}]` : message.text, place: message.place, at: time.elapsed })
        return line.say(message, file)
      },
      online: () => line.online,
    }
    const [clock, elapsed] = [time.now, () => time.elapsed]
    const all = { outbox, mouth, clock, elapsed, timers: time, log, random: () => 0.5, ...(pace ? { pace } : {}) }
    return new Sender(all)
  }
  let sender = begin()
  const restart = (): void => {
    sender.stop()
    sender = begin()
    sender.wake()
  }
  const store = (
    key: string,
    room: string,
    more: Partial<Due['line']> = {},
    mention: Due['mention'] = [],
    file?: NonNullable<Due['file']>,
  ): void => {
    const stored = {
      key,
      to: { room },
      text: key,
      mention: [],
      notBefore: time.now(),
      until: time.now() + 10 * HOUR,
      urgent: false,
      asked: true,
      ...more,
    }
    const due = { community: 'demo', line: stored, attempts: 0, to: { room }, mention, ...(file ? { file } : {}) }
    book.kept.set(key, { due, attempts: 0 })
    sender.wake()
  }
  /** A line that is a file. */
  const send = (key: string, room: string, file: NonNullable<Due['file']> = drawn(key)): void =>
    store(key, room, { text: '' }, [], file)
  const texts = () => said.map(({ text }) => text)
  return { time, book, line, said, texts, store, send, restart, marks: book.marks, sender: () => sender, takes }
}

describe('sender', () => {
  it('has the attempt in the file before it opens its mouth', async () => {
    const { store, book, marks, texts, time } = setUp()
    let written = (): void => {}
    book.slow = new Promise((resolve) => {
      written = resolve
    })
    store('#1', 'A')
    await time.pass(10 * MINUTE)
    expect([marks, texts()]).toEqual([['#1 attempt'], []])
    written()
    await time.pass(0)
    expect([marks, texts()]).toEqual([['#1 attempt', '#1 said'], ['#1']])
  })

  it('says nothing that cannot be written down, and tries again', async () => {
    const { store, book, texts, time } = setUp()
    book.broken = true
    store('1', 'A')
    await time.pass(59_000)
    expect(texts()).toEqual([])
    book.broken = false
    await time.pass(1000)
    expect(texts()).toEqual(['1'])
  })

  it('takes the attempt back when the line goes while it is written', async () => {
    const { store, book, line, marks, texts, time } = setUp()
    let written = (): void => {}
    book.slow = new Promise((resolve) => {
      written = resolve
    })
    store('1', 'A')
    line.online = false
    written()
    await time.pass(MINUTE)
    expect([marks, texts()]).toEqual([['1 attempt', '1 refused'], []])
  })

  it('does not say what was withdrawn meanwhile', async () => {
    const { store, book, texts, time } = setUp()
    let written = (): void => {}
    book.slow = new Promise((resolve) => {
      written = resolve
    })
    store('1', 'A')
    book.kept.delete('1')
    written()
    await time.pass(MINUTE)
    expect(texts()).toEqual([])
  })

  it('does not say what outlived its time meanwhile', async () => {
    const { store, book, texts, time } = setUp()
    let written = (): void => {}
    book.slow = new Promise((resolve) => {
      written = resolve
    })
    store('1', 'A', { until: time.now() + MINUTE })
    await time.pass(2 * MINUTE)
    written()
    book.slow = undefined
    await time.pass(MINUTE)
    expect(texts()).toEqual([])
    expect(book.kept.get('1')?.settled).toBe('dropped')
  })

  it('keeps the pace in a room and between rooms, and sleeps in between', async () => {
    const { store, texts, time } = setUp()
    for (const [key, room] of [
      ['1', 'A'],
      ['2', 'A'],
      ['3', 'B'],
    ] as const)
      store(key, room)
    await time.pass(1499)
    expect(texts()).toEqual(['1'])
    await time.pass(1)
    expect(texts()).toEqual(['1', '2'])
    await time.pass(3999)
    expect(texts()).toHaveLength(2)
    await time.pass(1)
    expect(texts()).toEqual(['1', '2', '3'])
    expect(time.waiting).toBe(0)
  })

  it('remembers its pace over a restart, with lines joined counted once', async () => {
    const { store, restart, said, texts, time } = setUp({ pace: { minute: 2 } })
    store('0', 'A', { asked: false })
    store('1', 'A', { asked: false })
    store('2', 'A', { asked: false })
    await time.pass(2000)
    expect(texts()).toEqual(['0', '1\n2'])
    await time.pass(8000)
    restart()
    store('3', 'B')
    await time.pass(45_000)
    expect(said).toHaveLength(2)
    await time.pass(6500)
    expect(texts()).toEqual(['0', '1\n2', '3'])
    expect((said[2]?.at ?? 0) - (said[0]?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE)
  })

  it('draws the pause between rooms after a restart too', async () => {
    const { store, restart, texts, time } = setUp()
    store('1', 'A')
    await time.pass(0)
    restart()
    store('2', 'B')
    await time.pass(3999)
    expect(texts()).toEqual(['1'])
    await time.pass(1001)
    expect(texts()).toEqual(['1', '2'])
  })

  it('draws it before the first line that waited through the restart', async () => {
    const { store, restart, texts, time } = setUp()
    store('1', 'A')
    await time.pass(0)
    store('2', 'B')
    restart()
    await time.pass(3999)
    expect(texts()).toEqual(['1'])
  })

  it('keeps the cap of a day over a restart, but for what is urgent', async () => {
    const { store, restart, texts, time } = setUp({ pace: { day: 2 } })
    store('1', 'A')
    store('2', 'A')
    await time.pass(HOUR)
    restart()
    store('3', 'A', { until: time.now() + 30 * HOUR })
    store('4', 'A', { urgent: true })
    await time.pass(22 * HOUR)
    expect(texts()).toEqual(['1', '2', '4'])
    await time.pass(3 * HOUR)
    expect(texts()).toEqual(['1', '2', '4', '3'])
  })

  it.each([
    ['a day ahead', 24 * HOUR],
    ['an hour back', -HOUR],
  ])('measures time by what has passed when the clock is set %s', async (_, step) => {
    const { store, line, texts, time, takes } = setUp({ pace: { minute: 2 } })
    const more = { until: START + 48 * HOUR, notBefore: START - 48 * HOUR }
    line.say = breaks
    store('1', 'A', more)
    await time.pass(30_000)
    line.say = takes
    store('2', 'B', more)
    await time.pass(0)
    time.wall += step
    store('3', 'B', more)
    await time.pass(29_000)
    expect(texts()).toEqual(['1', '2'])
    await time.pass(1000)
    expect(texts()).toEqual(['1', '2', '1'])
    await time.pass(29_999)
    expect(texts()).toHaveLength(3)
    await time.pass(1)
    expect(texts()).toEqual(['1', '2', '1', '3'])
  })

  it('is silent while the line is down, and goes on when it is up', async () => {
    const { store, line, texts, sender, marks, time } = setUp()
    line.online = false
    store('1', 'A')
    await time.pass(10 * MINUTE)
    expect(marks).toEqual([])
    line.online = true
    sender().wake()
    await time.pass(0)
    expect(texts()).toEqual(['1'])
  })

  it('drops what outlived its time', async () => {
    const { store, marks, time } = setUp()
    store('1', 'A', { until: time.now() - 1 })
    expect(marks).toEqual(['1 dropped'])
  })

  it('says nothing after it was stopped', async () => {
    const { store, texts, sender, time } = setUp()
    sender().stop()
    store('1', 'A')
    await time.pass(MINUTE)
    expect(texts()).toEqual([])
  })

  it('lets what is urgent overtake twenty lines that wait', async () => {
    const { store, texts, time } = setUp()
    for (let number = 0; number < 20; number += 1) store(`${number}`, number % 2 ? 'A' : 'B')
    store('danger', 'C', { urgent: true })
    await time.pass(10_000)
    expect(texts().indexOf('danger')).toBe(1)
  })
})

describe('a file', () => {
  it('is a message of its own, in its turn, at the same pace', async () => {
    const { store, send, said, marks, time } = setUp()
    store('1', 'A', { asked: false })
    send('P5', 'A')
    store('2', 'A', { asked: false })
    await time.pass(10_000)
    expect(said.map(({ text, at }) => [text, at - 1000])).toEqual([
      ['1', 0],
      ['[P5.png]', 1500],
      ['2', 3000],
    ])
    expect(marks).toEqual(['1 attempt', '1 said', 'P5 attempt', 'P5 said', '2 attempt', '2 said'])
  })

  it('is drawn before its attempt is written, and again when it is sent again', async () => {
    const { send, line, marks, said, time, takes } = setUp()
    let drawings = 0
    line.say = refuses
    send('P5', 'A', async () => {
      expect(marks.filter((mark) => mark === 'P5 attempt')).toHaveLength(drawings)
      drawings += 1
      return drawn('P5')()
    })
    await time.pass(0)
    expect([drawings, marks]).toEqual([1, ['P5 attempt', 'P5 refused']])
    line.say = takes
    await time.pass(MINUTE)
    expect([drawings, said.length, marks.at(-1)]).toEqual([2, 2, 'P5 said'])
  })

  it('that cannot be drawn is dropped, and holds up nothing', async () => {
    const { store, send, texts, marks, time } = setUp()
    send('P5', 'A', cannot)
    store('1', 'A')
    await time.pass(0)
    expect([texts(), marks]).toEqual([['1'], ['P5 dropped', '1 attempt', '1 said']])
  })

  it('that could not be drawn because the program ends is drawn after the next start', async () => {
    const { send, book, texts, marks, restart, sender, time } = setUp()
    send('P5', 'A', async () => {
      sender().stop()
      return cannot()
    })
    await time.pass(MINUTE)
    expect([texts(), marks]).toEqual([[], []])
    const kept = book.kept.get('P5')
    if (kept) book.kept.set('P5', { ...kept, due: { ...kept.due, file: drawn('P5') } })
    restart()
    await time.pass(MINUTE)
    expect([texts(), marks]).toEqual([['[P5.png]'], ['P5 attempt', 'P5 said']])
  })

  it('is not sent where its line was withdrawn, outlived its time or lost the line while it was drawn', async () => {
    const { send, book, line, texts, marks, time } = setUp()
    send('P5', 'A', async () => {
      book.kept.delete('P5')
      return drawn('P5')()
    })
    send('P6', 'B', async () => {
      line.online = false
      return drawn('P6')()
    })
    await time.pass(MINUTE)
    expect([texts(), marks]).toEqual([[], ['P6 attempt', 'P6 refused']])
  })

  it('of unknown fate is settled by the echo of a file, and by no words', async () => {
    const { store, send, line, marks, sender, time } = setUp()
    line.say = hangs
    send('P5', 'A')
    store('1', 'B')
    await time.pass(MINUTE)
    for (const [place, text] of [
      ['A', ''],
      ['A', '[图片]'],
      ['B', undefined],
      ['C', undefined],
    ] as const)
      sender().echo(place, text)
    expect(marks.filter((mark) => mark.endsWith('said'))).toEqual([])
    sender().echo('A', undefined)
    expect(marks.at(-1)).toBe('P5 said')
  })

  it('is not settled by the echo of a file that was said before it', async () => {
    const { send, line, marks, sender, time } = setUp()
    send('P5', 'A')
    await time.pass(0)
    line.say = hangs
    send('P6', 'A')
    await time.pass(20_000)
    sender().echo('A', undefined)
    expect(marks).not.toContain('P6 said')
    sender().echo('A', undefined)
    expect(marks.at(-1)).toBe('P6 said')
  })

  it('is sent three times in all without an echo, then dropped', async () => {
    const { send, line, texts, book, time } = setUp()
    line.say = hangs
    send('P5', 'A')
    await time.pass(10 * MINUTE)
    expect(texts()).toEqual(['[P5.png]', '[P5.png]', '[P5.png]'])
    expect(book.kept.get('P5')?.settled).toBe('dropped')
  })

  it('was said where its echo comes while it is drawn again, even if that fails', async () => {
    const { send, book, line, texts, marks, sender, time } = setUp()
    line.say = breaks
    send('P5', 'A')
    await time.pass(0)
    const kept = book.kept.get('P5')
    const redrawn = async (): Promise<Drawn> => {
      sender().echo('A', undefined)
      return cannot()
    }
    if (kept) book.kept.set('P5', { ...kept, due: { ...kept.due, file: redrawn } })
    await time.pass(2 * MINUTE)
    expect([texts(), marks.at(-1)]).toEqual([['[P5.png]'], 'P5 said'])
  })
})

describe('a sending that was refused', () => {
  it('is tried after 1, 2, 4 … 15 minutes of a working line, and counts for nothing', async () => {
    const { store, line, said, marks, book, time, takes } = setUp()
    line.say = refuses
    store('1', 'A')
    await time.pass(62 * MINUTE)
    expect(said.map(({ at }) => (at - 1000) / MINUTE)).toEqual([0, 1, 3, 7, 15, 30, 45, 60])
    expect(book.kept.get('1')?.attempts).toBe(0)
    line.say = takes
    await time.pass(13 * MINUTE)
    expect(marks.slice(-2)).toEqual(['1 attempt', '1 said'])
  })

  it('is tried at once when the line comes back', async () => {
    const { store, line, texts, sender, time, takes } = setUp()
    line.say = isUnreached
    store('1', 'A')
    await time.pass(8 * MINUTE)
    const tries = texts().length
    line.online = false
    sender().wake()
    await time.pass(HOUR)
    expect(texts()).toHaveLength(tries)
    line.say = takes
    line.online = true
    sender().wake()
    await time.pass(0)
    expect(texts()).toHaveLength(tries + 1)
  })

  it('holds up no other matter of its place for longer than a minute, and no other place', async () => {
    const { store, line, said, time } = setUp()
    line.say = ({ text }) => (text === '1' ? refuses : async () => {})({ place: '', text, dues: [] })
    store('1', 'A', { about: '#1' })
    await time.pass(0)
    store('2', 'A', { about: '#2' })
    store('3', 'B')
    await time.pass(2 * MINUTE)
    expect(said.map(({ text, at }) => [text, Math.floor(at / MINUTE)])).toEqual([
      ['1', 0],
      ['3', 0],
      ['1', 1],
      ['2', 2],
    ])
  })

  it('calls nobody the second time: one of them may have left', async () => {
    const { store, line, texts, marks, time } = setUp()
    line.say = async ({ dues, text }) => {
      if (dues.some(({ mention }) => mention.length)) throw new Error('2 UNKNOWN: Error: wang is not in the room')
      expect(text).toBe('@王强 1')
    }
    store('1', 'A', {}, [{ contact: 'wang', name: '王强' }])
    await time.pass(1500)
    expect(texts()).toEqual(['1', '@王强 1'])
    expect(marks).toEqual(['1 attempt', '1 refused', '1 attempt', '1 said'])
  })

  it('still calls them when it never left', async () => {
    const { store, line, texts, time, takes } = setUp()
    line.say = isUnreached
    store('1', 'A', {}, [{ contact: 'wang', name: '王强' }])
    await time.pass(0)
    line.say = takes
    await time.pass(MINUTE)
    expect(texts()).toEqual(['1', '1'])
  })

  it('was said after all where it comes back', async () => {
    const { store, line, texts, marks, sender, time } = setUp()
    line.say = refuses
    store('1', 'A')
    await time.pass(10_000)
    sender().echo('A', '1')
    await time.pass(HOUR)
    expect(texts()).toEqual(['1'])
    expect(marks).toEqual(['1 attempt', '1 refused', '1 said'])
  })

  it('uses up no day', async () => {
    const { store, line, texts, time, takes } = setUp({ pace: { day: 3 } })
    line.say = refuses
    store('1', 'A')
    await time.pass(HOUR)
    line.say = takes
    store('2', 'B')
    await time.pass(10_000)
    expect(texts().at(-1)).toBe('2')
  })
})

describe('a sending of which nobody knows', () => {
  it('is settled by its echo', async () => {
    const { store, line, marks, sender, time } = setUp()
    line.say = breaks
    store('1', 'A')
    await time.pass(10_000)
    sender().echo('A', '2')
    sender().echo('B', '1')
    expect(marks).toEqual(['1 attempt'])
    sender().echo('A', '1')
    expect(marks).toEqual(['1 attempt', '1 said'])
    await time.pass(10 * MINUTE)
    expect(marks).toHaveLength(2)
  })

  it('holds up its place no longer once it is settled', async () => {
    const { store, line, texts, sender, time, takes } = setUp()
    line.say = breaks
    store('1', 'A')
    await time.pass(2000)
    line.say = takes
    store('2', 'A')
    await time.pass(2000)
    expect(texts()).toEqual(['1'])
    sender().echo('A', '1')
    await time.pass(0)
    expect(texts()).toEqual(['1', '2'])
  })

  it('needs no answer where it comes back', async () => {
    const { store, line, marks, sender, time } = setUp()
    line.say = hangs
    store('1', 'A', {}, [{ contact: 'w', name: '王强' }])
    await time.pass(0)
    sender().echo('A', '@王强\u20051')
    await time.pass(0)
    expect(marks).toEqual(['1 attempt', '1 said'])
  })

  it('is sent three times in all, each after 60 s of a working line without an echo, then dropped', async () => {
    const { store, line, marks, texts, sender, time } = setUp()
    line.say = hangs
    store('1', 'A')
    await time.pass(45_000)
    line.online = false
    sender().wake()
    await time.pass(10 * MINUTE)
    line.online = true
    sender().wake()
    await time.pass(29_999)
    expect(texts()).toEqual(['1'])
    await time.pass(1)
    expect(texts()).toEqual(['1', '1'])
    await time.pass(75_000)
    expect(texts()).toEqual(['1', '1', '1'])
    await time.pass(75_000)
    expect(marks).toEqual(['1 attempt', '1 attempt', '1 attempt', '1 dropped'])
    await time.pass(HOUR)
    expect(texts()).toHaveLength(3)
  })

  it.each(['its echo', 'its success'])('is settled by %s after it was sent again', async (what) => {
    const { store, line, marks, texts, sender, time } = setUp()
    const ends: (() => void)[] = []
    line.say = () => new Promise((resolve) => ends.push(resolve))
    store('1', 'A')
    await time.pass(100_000)
    expect(texts()).toEqual(['1', '1'])
    if (what === 'its echo') sender().echo('A', '1')
    else ends[0]?.()
    await time.pass(HOUR)
    expect(marks).toEqual(['1 attempt', '1 attempt', '1 said'])
    expect(texts()).toHaveLength(2)
  })

  it('is settled while the attempt to send it again is written', async () => {
    const { store, line, marks, texts, sender, time, book } = setUp()
    line.say = breaks
    store('1', 'A')
    await time.pass(59_000)
    let written = (): void => {}
    book.slow = new Promise((resolve) => {
      written = resolve
    })
    await time.pass(1000)
    sender().echo('A', '1')
    written()
    await time.pass(HOUR)
    expect(texts()).toEqual(['1'])
    expect(marks).toEqual(['1 attempt', '1 attempt', '1 said'])
  })

  it('settles none of the lines with which it was refused before', async () => {
    const { store, line, marks, texts, sender, time, takes } = setUp()
    const other = { asked: false }
    store('1', 'A', other)
    await time.pass(0)
    line.say = isUnreached
    store('2', 'A', other)
    store('3', 'A', other)
    await time.pass(2000)
    expect(texts()).toEqual(['1', '2\n3'])
    line.say = breaks
    await time.pass(MINUTE)
    expect(texts().at(-1)).toBe('2')
    sender().echo('A', '2')
    expect(marks.filter((mark) => mark.endsWith('said'))).toEqual(['1 said', '2 said'])
    line.say = takes
    await time.pass(MINUTE)
    expect(texts().at(-1)).toBe('3')
  })

  it('is not settled by the echo of the same words that were said before it', async () => {
    const { store, line, marks, sender, time, takes } = setUp()
    store('1', 'A', { text: '好' })
    await time.pass(0)
    line.say = breaks
    store('2', 'A', { text: '好' })
    await time.pass(2000)
    sender().echo('A', '好')
    expect(marks).toEqual(['1 attempt', '1 said', '2 attempt'])
    line.say = takes
    await time.pass(MINUTE)
    expect(marks.slice(3)).toEqual(['2 attempt', '2 said'])
  })

  it('waits for its echo anew when the process stood still', async () => {
    const { store, line, texts, sender, time } = setUp()
    line.say = breaks
    store('1', 'A')
    await time.pass(30_000)
    time.elapsed += 10 * MINUTE
    sender().wake()
    await time.pass(59_999)
    expect(texts()).toEqual(['1'])
    await time.pass(1)
    expect(texts()).toEqual(['1', '1'])
  })

  it('is sent once more after a crash between the attempt and the sending', async () => {
    const { store, book, restart, marks, texts, time } = setUp()
    book.slow = new Promise(() => {})
    store('1', 'A')
    await time.pass(0)
    book.slow = undefined
    restart()
    await time.pass(5000)
    expect(texts()).toEqual(['1'])
    expect(marks).toEqual(['1 attempt', '1 attempt', '1 said'])
  })

  it('is dropped after three crashes', async () => {
    const { store, line, restart, marks, texts, time } = setUp()
    line.say = hangs
    store('1', 'A')
    for (let crash = 0; crash < 3; crash += 1) {
      await time.pass(5000)
      restart()
    }
    await time.pass(5000)
    expect(texts()).toEqual(['1', '1', '1'])
    expect(marks.at(-1)).toBe('1 dropped')
  })
})

/** What goes wrong with a sending, and what the sender learns of it. */
type Fate = 'said' | 'refused' | 'unreached' | 'broken' | 'lost' | 'hung' | 'late'
const arrivesIn: ReadonlySet<Fate> = new Set(['said', 'broken', 'hung', 'late'])

const troubles = fc.record({
  lines: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 20_000 }),
      room: fc.constantFrom('A', 'B'),
      about: fc.constantFrom('#1', '#2'),
      urgent: fc.boolean(),
      asked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  ),
  fates: fc.array(
    fc.constantFrom<Fate>('said', 'said', 'said', 'refused', 'unreached', 'broken', 'lost', 'hung', 'late'),
    {
      maxLength: 40,
    },
  ),
  /** How long the echo of each sending takes; none at 0. */
  echoes: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 10 }),
  events: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 60_000 }),
      what: fc.constantFrom('crash', 'down', 'up', 'a day ahead', 'an hour back', 'slow file', 'quick file'),
    }),
    { maxLength: 8 },
  ),
})

describe('whatever goes wrong', () => {
  it('each line is said, in its order, at WeChat’s pace, and no more often than G3 allows', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(troubles, async ({ lines, fates, echoes, events }) => {
        const { time, book, line, said, store, restart, sender } = setUp()
        const unsure = new Map<string, number>()
        const arrived: { readonly text: string; readonly at: number; readonly place: string }[] = []
        const left = [...fates]
        line.say = ({ text, place, dues }) => {
          const fate = left.shift() ?? 'said'
          for (const { line } of dues)
            if (!['said', 'refused', 'unreached'].includes(fate)) unsure.set(line.key, (unsure.get(line.key) ?? 0) + 1)
          if (arrivesIn.has(fate)) {
            arrived.push({ text, place, at: time.elapsed })
            const wait = echoes[arrived.length % echoes.length] ?? 0
            if (wait) time.set(() => sender().echo(place, text), wait)
          }
          if (fate === 'said') return Promise.resolve()
          if (fate === 'refused') return refuses({ text, place, dues })
          if (fate === 'unreached') return isUnreached({ text, place, dues })
          if (fate === 'broken' || fate === 'lost') return breaks({ text, place, dues })
          return new Promise((resolve) => fate === 'late' && time.set(resolve, 30_000))
        }
        const plan = [
          ...soFar(lines).map(({ at, one }, index) => ({
            at,
            run: () =>
              store(`<${index}>`, one.room, { ...one, until: START + 1000 * HOUR, notBefore: START - 1000 * HOUR }),
          })),
          ...soFar(events).map(({ at, one: { what } }) => ({
            at,
            run: () => {
              if (what === 'crash') {
                for (const [key, { attempts, settled }] of book.kept)
                  if (attempts && !settled) unsure.set(key, (unsure.get(key) ?? 0) + 1)
                restart()
              } else if (what === 'a day ahead') time.wall += 24 * HOUR
              else if (what === 'an hour back') time.wall -= HOUR
              else if (what === 'slow file') book.slow = new Promise((resolve) => time.set(() => resolve(), 500))
              else if (what === 'quick file') book.slow = undefined
              else {
                line.online = what === 'up'
                sender().wake()
              }
            },
          })),
        ].sort((one, other) => one.at - other.at)
        for (const { at, run } of plan) {
          await time.pass(at - Math.min(at, time.elapsed - 1000))
          run()
        }
        book.slow = undefined
        line.online = true
        sender().wake()
        await time.pass(3 * HOUR)

        for (const [key, { settled, due }] of book.kept) {
          const times = arrived.filter(({ text }) => text.split('\n').includes(key)).length
          expect(times).toBeLessThanOrEqual(1 + (unsure.get(key) ?? 0))
          if ((unsure.get(key) ?? 0) < 3) expect([due.line.key, settled, times >= 1]).toEqual([key, 'said', true])
        }
        for (const [index, { at }] of said.entries())
          expect(at - (said[index - SAFE.minute]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(MINUTE)
        for (const room of ['A', 'B'])
          for (const about of ['#1', '#2']) {
            const keys = [...book.kept].flatMap(([key, { due }]) =>
              due.line.about === about && 'room' in due.to && due.to.room === room ? [key] : [],
            )
            const first = (key: string) => arrived.findIndex(({ text }) => text.split('\n').includes(key))
            const firsts = keys.map(first).filter((place) => place >= 0)
            expect(firsts).toEqual([...firsts].sort((one, other) => one - other))
          }
      }),
      { numRuns: 300 },
    ),
  )
})

/** When each comes, from how long after the one before it. */
const soFar = <T extends { readonly after: number }>(all: readonly T[]) => {
  let at = 0
  return all.map((one) => {
    at += one.after
    return { at, one }
  })
}

describe('what a failed sending tells', () => {
  const grpc = (code: number, details: string) =>
    Object.assign(new Error(`${code} STATUS: ${details}`), { code, details })
  it.each([
    [
      'no connection',
      grpc(14, 'No connection established. Last error: Error: read ECONNRESET. Resolution note: '),
      'unreached',
    ],
    ['no address', grpc(14, 'Name resolution failed for target dns:gateway'), 'unreached'],
    ['closed before it began', grpc(14, 'Channel closed before call started'), 'unreached'],
    ['not let in', grpc(14, 'Stream refused by server'), 'unreached'],
    ['no stream', grpc(13, 'Failed to start HTTP/2 stream with error session is closed'), 'unreached'],
    ['a client that was stopped', new Error('no grpc manager'), 'unreached'],
    ['broken on the way', grpc(14, 'Connection dropped'), 'unknown'],
    ['broken on the way, seen by the machine', grpc(14, 'read ECONNRESET'), 'unknown'],
    ['broken while it was written', grpc(14, 'Write error: socket hang up'), 'unknown'],
    ['reset', grpc(13, 'Received RST_STREAM with code 2 (Internal server error)'), 'unknown'],
    ['ended without a word', grpc(13, 'Received RST_STREAM with code 0 (Call ended without gRPC status)'), 'unknown'],
    ['too late', grpc(4, 'Deadline exceeded after 30s'), 'unknown'],
    ['cancelled', grpc(1, 'Call cancelled'), 'unknown'],
    ['the silence of 15 s', new Error('timeout: no answer'), 'unknown'],
    ['no reason', undefined, 'unknown'],
    ['the puppet waited in vain', grpc(2, 'Error: request timeout after 30000ms\n    at P.send'), 'unknown'],
    ['the puppet was cut off', grpc(2, 'Error: socket hang up\n    at P.send'), 'unknown'],
    [
      'the puppet says no',
      grpc(2, 'Error: you are not friends\n    at listOnTimeout (node:internal/timers:573:17)'),
      'refused',
    ],
    ['the puppet says no, as an internal error', grpc(13, 'Error: content not allowed'), 'refused'],
    ['the puppet cannot', grpc(12, 'method not supported'), 'refused'],
    ['a member who left', new Error('wang is not in the room'), 'refused'],
    ['a puppet in the same process', new Error('the line is down'), 'unreached'],
    ['no account', grpc(2, 'Error: not logged in'), 'unreached'],
  ])('%s: %s', (_, failure, expected) => expect(verdict(failure)).toBe(expected))
})
