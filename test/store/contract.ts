import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/domain/calendar.ts'
import type { Ledger, Snapshot, Store } from '../../src/ports.ts'
import { migrations, versionOf } from '../../src/store/migrations.ts'
import {
  aBallot,
  aCase,
  aLine,
  aPerson,
  aPoll,
  aVoter,
  commit,
  DAY,
  ended,
  HOUR,
  news,
  putBallot,
  putCase,
  putPerson,
  putPoll,
  putSealed,
  putVoter,
  raised,
  START,
  shown,
} from './sample.ts'

export interface Terms {
  readonly clock: () => Instant
  readonly ended: (docs: Snapshot['docs'], now: Instant) => readonly string[]
  readonly every: number
  readonly random?: (size: number) => Uint8Array
}
/** Opens a store; each time on what the ones before it stored. */
export interface Place {
  open(terms: Terms): Promise<Store>
  leave(): Promise<void>
}

/** What every store has to do, whatever it is made of. */
export const contract = (name: string, find: () => Promise<Place>): void => {
  describe(`a store: ${name}`, () => {
    let place: Place
    let store: Store
    let time: Instant

    beforeEach(async () => {
      time = START
      place = await find()
      store = await place.open({ clock: () => time, ended, every: 5_000 })
    })
    afterEach(async () => {
      await store.close()
      await place.leave()
    })

    const reopen = async (every = 5_000): Promise<Ledger> => {
      await store.close()
      store = await place.open({ clock: () => time, ended, every })
      return store.open('demo')
    }

    describe('a commit', () => {
      test('a new community holds nothing', async () => {
        const { now } = await store.open('demo')
        expect(now).toMatchObject({ version: versionOf(migrations), seq: 0 })
        expect([now.docs.case.size, now.facts.size, now.outbox.size, now.ids.size]).toEqual([0, 0, 0, 0])
      })

      test('is shown when it is kept, and not before', async () => {
        const ledger = await store.open('demo')
        const kept = ledger.commit(
          commit({ puts: [putCase(aCase(1))], facts: [raised(1)], lines: [aLine('1/raised')], ids: ['m1'] }),
        )
        expect(ledger.now.docs.case.size + ledger.now.facts.size + ledger.now.outbox.size + ledger.now.ids.size).toBe(0)
        await kept
        expect(ledger.now.seq).toBe(1)
        expect(ledger.now.at).toBe(START)
        expect(ledger.now.docs.case.get('1')).toEqual(aCase(1))
        expect(ledger.now.facts.get('#1')).toEqual([raised(1)])
        expect(ledger.now.outbox.get('1/raised')).toEqual({ line: aLine('1/raised'), attempts: 0 })
        expect(ledger.now.ids.get('m1')).toBe(START)
      })

      test('is the same after the store was opened again', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ puts: [putCase(aCase(1)), putPoll(aPoll(5)), putBallot(aBallot(5, '3-2-501'))] }))
        await ledger.commit(
          commit({ facts: [raised(1), news(1, '已联系维保')], lines: [aLine('a'), aLine('b')], ids: ['m1'] }),
        )
        ledger.mark({ key: 'a', mark: 'attempt', at: START })
        ledger.mark({ key: 'a', mark: 'said', at: START + 1 })
        await ledger.written()
        const before = shown(ledger.now)
        expect(shown((await reopen()).now)).toEqual(before)
      })

      test('drops a document that is put without content', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ puts: [putPerson(aPerson('p1')), putPerson(aPerson('p2'))] }))
        await ledger.commit(commit({ puts: [{ kind: 'person', key: 'p1' }] }))
        expect([...ledger.now.docs.person.keys()]).toEqual(['p2'])
        expect([...(await reopen()).now.docs.person.keys()]).toEqual(['p2'])
      })

      test('keeps what is undefined in a list', async () => {
        const ledger = await store.open('demo')
        const doc = {
          person: 'p1',
          at: START,
          act: { did: 'vote', poll: 5, units: ['p1'], before: [undefined] },
        } as const
        await ledger.commit(commit({ puts: [{ kind: 'act', key: 'p1', doc }] }))
        const act = (await reopen()).now.docs.act.get('p1')?.act
        expect(act && 'before' in act && act.before[0]).toBe(undefined)
      })

      test('of many at once, all are kept in their order', async () => {
        const ledger = await store.open('demo')
        const done: number[] = []
        await Promise.all(
          Array.from({ length: 300 }, async (_, index) => {
            await ledger.commit(commit({ facts: [news(1, String(index))], ids: [`m${index}`] }))
            done.push(index)
          }),
        )
        expect(done).toEqual(Array.from({ length: 300 }, (_, index) => index))
        const texts = (await reopen()).now.facts.get('#1')?.map((fact) => 'text' in fact && Number(fact.text))
        expect(texts).toEqual(done)
      })

      test('with compactions between them, none is lost', async () => {
        const ledger = await reopen(3)
        for (let round = 0; round < 8; round++) {
          const kept = Array.from({ length: 7 }, (_, index) => ledger.commit(commit({ ids: [`${round}/${index}`] })))
          ledger.mark({ key: 'nothing', mark: 'said', at: START })
          await Promise.all(kept)
        }
        const before = shown(ledger.now)
        expect(before.ids.size).toBe(56)
        expect(shown((await reopen()).now)).toEqual(before)
      })

      test('never takes recorded time back', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ at: START + HOUR }))
        await ledger.commit(commit({ at: START, ids: ['m1'] }))
        expect(ledger.now.at).toBe(START + HOUR)
        expect(ledger.now.ids.get('m1')).toBe(START + HOUR)
        expect((await reopen()).now.at).toBe(START + HOUR)
      })

      test('that could not be read back is refused, and the next one is kept', async () => {
        const ledger = await store.open('demo')
        const wrong = commit({ at: Number.NaN, ids: ['wrong'] })
        const strange = commit({ puts: [{ kind: 'wish', key: '1', doc: {} } as never] })
        const results = await Promise.allSettled([
          ledger.commit(wrong),
          ledger.commit(strange),
          ledger.commit(commit({ ids: ['m1'] })),
        ])
        expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
        expect([...(await reopen()).now.ids.keys()]).toEqual(['m1'])
      })

      test('after the store was closed is refused', async () => {
        const ledger = await store.open('demo')
        const last = ledger.commit(commit({ ids: ['last'] }))
        await store.close()
        await last
        await expect(ledger.commit(commit())).rejects.toThrow('closed')
        await expect(store.open('demo')).rejects.toThrow('closed')
      })
    })

    describe('communities', () => {
      test('are kept apart, and opened once', async () => {
        const [one, other] = await Promise.all([store.open('demo'), store.open('幸福里-2')])
        await Promise.all([one.commit(commit({ ids: ['m1'] })), other.commit(commit({ ids: ['m2'] }))])
        expect(await store.open('demo')).toBe(one)
        expect([...(await reopen()).now.ids.keys()]).toEqual(['m1'])
        expect([...(await store.open('幸福里-2')).now.ids.keys()]).toEqual(['m2'])
      })

      test.each(['', '..', 'a/b', 'a\\b', '.last'])('are not named "%s"', async (id) => {
        await expect(store.open(id)).rejects.toThrow("cannot be a community's id")
      })
    })

    describe('what is to be said', () => {
      test('marks are shown at once, and stored soon', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ lines: [aLine('a'), aLine('b'), aLine('c')] }))
        ledger.mark({ key: 'a', mark: 'attempt', at: START })
        ledger.mark({ key: 'a', mark: 'attempt', at: START + 1 })
        ledger.mark({ key: 'a', mark: 'said', at: START + 2 })
        ledger.mark({ key: 'b', mark: 'dropped', at: START + 2 })
        ledger.mark({ key: 'c', mark: 'attempt', at: START })
        ledger.mark({ key: 'c', mark: 'refused', at: START + 1 })
        ledger.mark({ key: 'unknown', mark: 'said', at: START })
        const expected = new Map<string, unknown>([
          ['a', { line: aLine('a'), attempts: 2, attemptedAt: START + 1, before: [START], saidAt: START + 2 }],
          ['c', { line: aLine('c'), attempts: 0, attemptedAt: START }],
        ])
        expect(ledger.now.outbox).toEqual(expected)
        await ledger.commit(commit())
        expect(ledger.now.outbox).toEqual(expected)
        expect((await reopen()).now.outbox).toEqual(expected)
      })

      test('of its sendings those in a minute are known, also what was refused', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ lines: [aLine('a')] }))
        for (const at of [START, START + 40_000, START + 61_000, START + 63_000]) {
          ledger.mark({ key: 'a', mark: 'attempt', at })
          ledger.mark({ key: 'a', mark: 'refused', at })
        }
        const times = { attemptedAt: START + 63_000, before: [START + 40_000, START + 61_000] }
        expect((await reopen()).now.outbox.get('a')).toEqual({ line: aLine('a'), attempts: 0, ...times })
      })

      test('marks without a commit are stored when the store is closed', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ lines: [aLine('a')] }))
        const again = await reopen()
        again.mark({ key: 'a', mark: 'said', at: START })
        expect((await reopen()).now.outbox.get('a')?.saidAt).toBe(START)
      })

      test('until when the account heard never goes back', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit())
        ledger.heard(START + 2)
        ledger.heard(START + 1)
        expect(ledger.now.heard).toBe(START + 2)
        const again = await reopen()
        expect(again.now.heard).toBe(START + 2)
        again.heard(START + 3)
        await again.commit(commit())
        expect((await reopen()).now.heard).toBe(START + 3)
        expect((await store.open('new')).now.heard).toBe(0) // whoever is new has missed nothing
      })

      test('a key is never taken twice: waiting, said or dropped', async () => {
        let ledger = await store.open('demo')
        await ledger.commit(commit({ lines: [aLine('waits'), aLine('said'), aLine('dropped')] }))
        ledger.mark({ key: 'said', mark: 'said', at: START })
        ledger.mark({ key: 'dropped', mark: 'dropped', at: START })
        const repeat = commit({ lines: ['waits', 'said', 'dropped'].map((key) => aLine(key, { text: '又一次' })) })
        for (let round = 0; round < 2; round++) {
          await ledger.commit(repeat)
          expect([...ledger.now.outbox].map(([key, { line }]) => `${key} ${line.text}`)).toEqual([
            'waits 已登记 #1 电梯又坏了',
            'said 已登记 #1 电梯又坏了',
          ])
          ledger = await reopen()
        }
      })

      test('a said line is remembered for 40 days, an answer for one', async () => {
        let ledger = await store.open('demo')
        await ledger.commit(commit({ lines: [aLine('reminder'), aLine('answer', { asked: true }), aLine('waits')] }))
        ledger.mark({ key: 'reminder', mark: 'said', at: START })
        ledger.mark({ key: 'answer', mark: 'said', at: START })
        const keysAt = async (at: Instant): Promise<string[]> => {
          time = at
          await ledger.commit(commit({ at }))
          ledger = await reopen()
          return [...ledger.now.outbox.keys()]
        }
        expect(await keysAt(START + DAY - 1)).toEqual(['reminder', 'answer', 'waits'])
        expect(await keysAt(START + DAY)).toEqual(['reminder', 'waits'])
        expect(await keysAt(START + 40 * DAY - 1)).toEqual(['reminder', 'waits'])
        expect(await keysAt(START + 40 * DAY)).toEqual(['waits'])
      })
    })

    describe('message ids', () => {
      test('are remembered for 30 days, from their first time', async () => {
        const ledger = await store.open('demo')
        await ledger.commit(commit({ ids: ['old'] }))
        await ledger.commit(commit({ at: START + DAY, ids: ['old', 'new'] }))
        await ledger.commit(commit({ at: START + 30 * DAY, ids: ['newest'] }))
        expect([...ledger.now.ids]).toEqual([
          ['new', START + DAY],
          ['newest', START + 30 * DAY],
        ])
      })

      test('the newest 20,000 are remembered', async () => {
        const ledger = await store.open('demo')
        const ids = Array.from({ length: 45_000 }, (_, index) => `m${index}`)
        await ledger.commit(commit({ ids: ids.slice(0, 30_000) }))
        await ledger.commit(commit({ ids: ids.slice(30_000) }))
        expect([...ledger.now.ids.keys()]).toEqual(ids.slice(-20_000))
        expect([...(await reopen()).now.ids.keys()]).toEqual(ids.slice(-20_000))
      })
    })

    describe('the archive', () => {
      test('a matter that a commit changes while it is about to leave stays, with all that belongs to it', async () => {
        const poll = aPoll(5, { stage: 'closed' })
        let meanwhile: Promise<void> | undefined
        let isOver = false
        await store.close()
        store = await place.open({
          clock: () => time,
          every: 1,
          ended: () => {
            if (!isOver) return []
            isOver = false
            meanwhile = ledger.commit(commit({ puts: [putPoll({ ...poll, voided: 'by mistake' })] }))
            return ['P5']
          },
        })
        const ledger = await store.open('demo')
        await ledger.commit(commit({ puts: [putPoll(poll), putBallot(aBallot(5, '3-2-501'))] }))
        isOver = true
        await ledger.commit(commit({ puts: [putCase(aCase(1))] }))
        await meanwhile
        expect(ledger.now.docs.poll.get('5')?.voided).toBe('by mistake')
        expect([...ledger.now.docs.ballot.keys()]).toEqual(['5/3-2-501'])
        expect([...(await reopen()).now.docs.ballot.keys()]).toEqual(['5/3-2-501'])
      })

      const over = (number: number, at = START) => putCase(aCase(number, { stage: 'done', endedAt: at }))

      test('takes a matter that ended, with its record and nothing else', async () => {
        let ledger = await store.open('demo')
        await ledger.commit(
          commit({ puts: [over(27), over(28, START + 30 * DAY)], facts: [raised(27), news(27, '好了'), raised(28)] }),
        )
        expect(await ledger.archived('#27')).toBe(undefined)
        time = START + 36 * DAY
        ledger = await reopen()
        expect([...ledger.now.docs.case.keys()]).toEqual(['28'])
        expect([...ledger.now.facts.keys()]).toEqual(['#28'])
        expect(await ledger.archived('#27')).toEqual({
          matter: '#27',
          puts: [over(27)],
          facts: [raised(27), news(27, '好了')],
        })
        for (const other of ['#28', '#1', '#999999999', '#9999999999999', '#0', 'P27', '#x', '']) {
          expect(await ledger.archived(other)).toBe(undefined)
        }
      })

      test('takes a poll with its ballots, and not those of another', async () => {
        let ledger = await store.open('demo')
        const closed = putPoll(aPoll(5, { stage: 'closed' }))
        const own = [putBallot(aBallot(5, '3-2-501')), putBallot(aBallot(5, 'p17'))]
        const other = [putPoll(aPoll(55)), putBallot(aBallot(55, '3-2-501'))]
        await ledger.commit(commit({ puts: [closed, ...other, ...own] }))
        time = START + 60 * DAY
        ledger = await reopen()
        expect([...ledger.now.docs.poll.keys(), ...ledger.now.docs.ballot.keys()]).toEqual(['55', '55/3-2-501'])
        expect(await ledger.archived('P5')).toEqual({ matter: 'P5', puts: [closed, ...own], facts: [] })
      })

      test('has the earlier facts and the new ones of a matter that came back', async () => {
        let ledger = await store.open('demo')
        await ledger.commit(commit({ puts: [over(27)], facts: [raised(27)] }))
        for (const round of [1, 2, 3]) {
          time += 36 * DAY
          ledger = await reopen()
          expect((await ledger.archived('#27'))?.facts).toHaveLength(round)
          await ledger.commit(commit({ at: time, puts: [over(27, time)], facts: [news(27, `又坏了 ${round}`, time)] }))
        }
        expect((await ledger.archived('#27'))?.facts).toEqual([
          raised(27),
          news(27, '又坏了 1', START + 36 * DAY),
          news(27, '又坏了 2', START + 72 * DAY),
        ])
      })

      test('finds each of many, over years', async () => {
        let ledger = await store.open('demo')
        for (const year of [0, 1, 2]) {
          time = START + year * 366 * DAY
          const numbers = Array.from({ length: 40 }, (_, index) => year * 40 + index + 1)
          await ledger.commit(
            commit({ at: time, puts: numbers.map((n) => over(n, time)), facts: numbers.map((n) => raised(n, time)) }),
          )
          time += 36 * DAY
          ledger = await reopen()
          expect(ledger.now.docs.case.size).toBe(0)
        }
        for (const number of [1, 40, 41, 80, 81, 120]) {
          expect((await ledger.archived(`#${number}`))?.puts[0]?.key).toBe(String(number))
        }
      })
    })

    describe('the keys of secret polls', () => {
      const WORDS = '3-2-501'
      const sealedBy = (key: number): string => createHmac('sha256', Buffer.alloc(32, key)).update(WORDS).digest('hex')

      test('seal words by HMAC-SHA-256, each poll by its own, and are there after a restart', async () => {
        let made = 0
        await store.close()
        store = await place.open({
          clock: () => time,
          ended,
          every: 5_000,
          random: (size) => Buffer.alloc(size, ++made),
        })
        const ledger = await store.open('demo')
        expect([ledger.keys.polls, ledger.keys.seal(5, WORDS)]).toEqual([[], undefined])
        await Promise.all([ledger.keys.make(5), ledger.keys.make(5), ledger.keys.make(6)])
        await ledger.keys.make(5)
        for (const { keys } of [ledger, await reopen()]) {
          expect([...keys.polls].sort()).toEqual([5, 6])
          expect([keys.seal(5, WORDS), keys.seal(6, WORDS)]).toEqual([sealedBy(1), sealedBy(2)])
          expect(keys.seal(7, WORDS)).toBe(undefined)
        }
      })

      test('are random where nothing else is handed in', async () => {
        const { keys } = await store.open('demo')
        await Promise.all([keys.make(5), keys.make(6)])
        expect(keys.seal(5, WORDS)).toMatch(/^[0-9a-f]{64}$/)
        expect(keys.seal(5, WORDS)).not.toBe(keys.seal(6, WORDS))
      })

      test('burnt are gone for good, without what was stored, and others stay', async () => {
        let ledger = await store.open('demo')
        const { keys } = ledger
        await Promise.all([keys.make(5), keys.make(6)])
        await ledger.commit(commit({ puts: [putPoll(aPoll(5, { secret: true })), putVoter(aVoter(5, WORDS))] }))
        const [before, other] = [shown(ledger.now), keys.seal(6, WORDS)]
        await Promise.all([keys.burn(5), keys.burn(5), keys.burn(9)])
        await keys.burn(5)
        for (let round = 0; round < 2; round++) {
          expect([ledger.keys.polls, ledger.keys.seal(5, WORDS), ledger.keys.seal(6, WORDS)]).toEqual([
            [6],
            undefined,
            other,
          ])
          expect(shown(ledger.now)).toEqual(before)
          ledger = await reopen()
        }
      })

      test('are burnt between commits, of which none is lost', async () => {
        const ledger = await reopen(3)
        await ledger.keys.make(5)
        const done: string[] = []
        const take = async (id: string): Promise<void> => {
          await ledger.commit(commit({ ids: [id] }))
          done.push(id)
        }
        const ids = Array.from({ length: 40 }, (_, index) => `m${index}`)
        const burning = ids.map((id, index) => (index === 20 ? Promise.all([ledger.keys.burn(5), take(id)]) : take(id)))
        ledger.mark({ key: 'nothing', mark: 'said', at: START })
        await Promise.all(burning)
        expect(done).toEqual(ids)
        expect([...(await reopen()).now.ids.keys()]).toEqual(ids)
      })

      test('and their ballots: stored, then archived, in an order that tells nothing', async () => {
        let ledger = await store.open('demo')
        const cast = ['5/e1', '5/0c', '55/aa', '5/a7', '5/3b']
        for (const key of cast)
          await ledger.commit(commit({ puts: [putSealed(key, { poll: Number.parseInt(key, 10), choices: [1] })] }))
        await ledger.commit(commit({ puts: [putVoter(aVoter(5, WORDS)), putPoll(aPoll(5))] }))
        ledger = await reopen()
        expect([...ledger.now.docs.sealed.keys()]).toEqual([...cast].sort())
        await ledger.commit(commit({ puts: [putSealed('5/01', { poll: 5, choices: [2] })] }))
        await ledger.commit(commit({ puts: [putPoll(aPoll(5, { stage: 'closed' }))] }))
        time = START + 60 * DAY
        ledger = await reopen()
        expect([...ledger.now.docs.sealed.keys()]).toEqual(['55/aa'])
        expect(ledger.now.docs.voter.size).toBe(0)
        const { puts = [] } = (await ledger.archived('P5')) ?? {}
        expect(puts.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
          'poll 5',
          `voter 5/${WORDS}`,
          ...['5/01', '5/0c', '5/3b', '5/a7', '5/e1'].map((key) => `sealed ${key}`),
        ])
      })

      test('are not made any more when the store is closed', async () => {
        const { keys } = await store.open('demo')
        const last = keys.make(5)
        await store.close()
        await last
        await expect(keys.make(6)).rejects.toThrow('closed')
        await expect(keys.burn(5)).rejects.toThrow('closed')
      })
    })

    describe('a file', () => {
      test('is kept under its sha256, once', async () => {
        const ledger = await store.open('demo')
        const name = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
        const bytes = new TextEncoder().encode('hello')
        const names = await Promise.all([
          ledger.keep(bytes, '.JPG'),
          ledger.keep(bytes, 'jpg'),
          ledger.keep(bytes, 'jpg'),
        ])
        expect(names).toEqual(Array.from({ length: 3 }, () => `${name}.jpg`))
        expect(await ledger.keep(bytes, '../../etc/passwd')).toBe(`${name}.bin`)
      })

      test('is read again by its name, and nothing else of the disk is', async () => {
        const ledger = await store.open('demo')
        const bytes = new TextEncoder().encode('hello')
        expect(Buffer.from(await ledger.file(await ledger.keep(bytes, 'jpg'))).toString()).toBe('hello')
        for (const name of ['', `${'0'.repeat(64)}.jpg`, '../community.ndjson', '../../../../../etc/passwd'])
          await expect(ledger.file(name)).rejects.toThrow()
      })

      test('is made small when it is first asked for, and kept so', async () => {
        const ledger = await store.open('demo')
        const name = await ledger.keep(new TextEncoder().encode('hello'), 'jpg')
        const asked: string[] = []
        const make = (small: Uint8Array | undefined) => async (bytes: Uint8Array) => {
          asked.push(new TextDecoder().decode(bytes))
          return small
        }
        const both = [1, 2].map(() => ledger.thumbnail(name, make(new Uint8Array([7]))))
        expect((await Promise.all(both)).map((one) => one && [...one])).toEqual([[7], [7]])
        expect([...((await ledger.thumbnail(name, make(undefined))) ?? [])]).toEqual([7])
        expect(asked).toEqual(['hello'])
        expect(Buffer.from(await ledger.file(name)).toString()).toBe('hello')
      })

      test('that is no picture is tried once, one that could not be made is tried again', async () => {
        const ledger = await store.open('demo')
        const name = await ledger.keep(new TextEncoder().encode('hello'), 'jpg')
        await expect(ledger.thumbnail(name, () => Promise.reject(new Error('late')))).rejects.toThrow('late')
        expect(await ledger.thumbnail(name, async () => undefined)).toBeUndefined()
        expect(await ledger.thumbnail(name, () => Promise.reject(new Error('again')))).toBeUndefined()
        await expect(ledger.thumbnail('../community.ndjson', async () => undefined)).rejects.toThrow()
      })
    })
  })
}
