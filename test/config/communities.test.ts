import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { communities } from '../../src/config/communities.ts'
import { communityShape } from '../../src/config/file.ts'

const shipped = join(import.meta.dirname, '../../data')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'communities-'))
  mkdirSync(join(dataDir, 'communities'))
  writeFileSync(join(dataDir, 'catalogue.json'), JSON.stringify({ categories: [], dangers: [] }))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const small = {
  id: 'xingfuli',
  name: '幸福里小区',
  rooms: [{ topic: '幸福里业主群', kind: 'residents' }],
  people: [{ contact: 'li', name: '李芳', household: '3-2-501' }],
}
const write = (name: string, content: unknown) =>
  writeFileSync(
    join(dataDir, 'communities', name),
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, undefined, 2),
  )
const load = async (demo = false) => {
  const { loaded, mistakes } = await communities({ dataDir, shipped, demo })
  return {
    loaded,
    ids: loaded.map(({ id }) => id),
    mistakes: mistakes.map((one) => one.replace(join(dataDir, 'communities/'), '')),
  }
}
const mistakesOf = async (changes: object): Promise<readonly string[]> => {
  write('xingfuli.json', { ...small, ...changes })
  return (await load()).mistakes.map((one) => one.replace(/^xingfuli\.json:\d+: /, ''))
}

describe('a community file', () => {
  test('needs little, and takes the defaults for the rest', async () => {
    write('xingfuli.json', small)
    expect((await load()).loaded).toEqual([
      {
        ...small,
        people: [
          {
            contact: 'li',
            name: '李芳',
            roles: ['resident'],
            posts: [],
            households: [{ id: '3-2-501', relation: 'owner' }],
          },
        ],
        posts: [],
        households: [{ id: '3-2-501' }],
        delegates: [],
        settings: {
          intake: 'confirm',
          quietHours: ['22:00', '07:00'],
          perDay: 30,
          pollDays: 3,
          pollKind: 'household',
          pollShown: 'after',
          opinionDays: 3,
          reopenShare: 0.3,
        },
        catalogue: { categories: [], dangers: [] },
        packs: expect.arrayContaining([expect.objectContaining({ article: '第二百七十八条' })]),
      },
    ])
  })

  test('may state everything', async () => {
    write('xingfuli.json', {
      ...small,
      parent: 'chongyi',
      method: 'longwangtuo',
      people: [
        { contact: 'wang', name: '王强', roles: ['handler'], posts: ['物业工程部'] },
        {
          contact: 'zhu',
          name: '朱明',
          roles: ['resident'],
          households: [{ id: '1-1-101' }, { id: '5-1-302', relation: 'tenant' }],
        },
      ],
      posts: [{ name: '物业工程部', categories: ['电梯'], phone: '023-00000000' }],
      households: [{ id: '3-2-501', area: 89.5 }],
      settings: { intake: 'auto', perDay: 5 },
    })
    write('chongyi.json', { ...small, id: 'chongyi', name: '崇义街道' })
    const { loaded, mistakes } = await load()
    expect(mistakes).toEqual([])
    expect(loaded[1]).toMatchObject({
      parent: { id: 'chongyi', name: '崇义街道' },
      posts: [{ name: '物业工程部', categories: ['电梯'], phone: '023-00000000' }],
      households: [{ id: '3-2-501', area: 89.5 }, { id: '1-1-101' }, { id: '5-1-302' }],
      settings: { intake: 'auto', quietHours: ['22:00', '07:00'], perDay: 5, pollDays: 3 },
    })
  })

  test('without listed posts, those that people hold take everything', async () => {
    write('xingfuli.json', { ...small, people: [{ name: '王强', posts: ['物业'] }] })
    expect((await load()).loaded[0]?.posts).toEqual([{ name: '物业', categories: ['*'] }])
  })

  test('may begin with the mark that Windows editors write', async () => {
    write('xingfuli.json', `\uFEFF${JSON.stringify(small)}`)
    expect((await load()).ids).toEqual(['xingfuli'])
  })
})

describe('mistakes', () => {
  test('carry file, line and reason, all of them', async () => {
    write(
      'xingfuli.json',
      `{
  "id": "xingfuli",
  "rooms": [
    { "topic": "幸福里业主群", "kind": "resident" }
  ],
  "peopel": [],
  "people": [
    { "name": "王强",
      "roles": ["handlr"] },
    { "nmae": "李芳" }
  ]
}`,
    )
    expect((await load()).mistakes).toEqual([
      'xingfuli.json:1: "name" is missing',
      'xingfuli.json:4: "kind" must be "residents" or "staff" or "council"',
      'xingfuli.json:6: "peopel" is not a known key here',
      'xingfuli.json:9: "roles" must be "resident" or "steward" or "handler" or "convener" or "supervisor" or "admin"',
      'xingfuli.json:10: "name" is missing',
      'xingfuli.json:10: "nmae" is not a known key here',
    ])
  })

  test.each([
    [{ rooms: [small.rooms[0], small.rooms[0]] }, '"topic": 幸福里业主群 stands in "rooms" twice'],
    [
      {
        people: [
          { contact: 'li', name: '李芳' },
          { contact: 'li', name: '张伟' },
        ],
      },
      '"contact": li stands in "people" twice',
    ],
    [
      { people: [{ name: '李芳' }, { name: '李芳' }] },
      'two people are called 李芳: give a household or post that differs',
    ],
    [{ posts: [], people: [{ name: '王强', posts: ['物业'] }] }, '王强: the post 物业 is not listed under "posts"'],
    [
      { people: [{ name: '李芳', household: '1-1-1', households: [{ id: '1-1-1', relation: 'family' }] }] },
      '李芳: the household 1-1-1 is given twice',
    ],
    [{ households: [{ id: '1' }, { id: '1' }] }, '"id": 1 stands in "households" twice'],
    [{ households: [{ id: '1', area: '90' }] }, '"area" must be a number'],
    [{ settings: { quietHours: ['22:00', '7:00'] } }, '"quietHours" must be two times such as ["22:00", "07:00"]'],
    [{ settings: { perDay: 2.5 } }, '"perDay" must be a whole number'],
    [{ settings: { perHour: 2 } }, '"perHour" is not a known key here'],
    [{ id: '../live' }, '"id" must be a short word of letters, digits and -'],
    [{ people: {} }, '"people" must be a list […]'],
  ])('%j is refused', async (changes, reason) => {
    expect(await mistakesOf(changes)).toEqual([reason])
  })

  test('two people of one name may differ by household or post', async () => {
    const people = [
      { name: '李芳', household: '1-1-101' },
      { name: '李芳', household: '1-1-102' },
      { name: '李芳', posts: ['物业'] },
    ]
    expect(await mistakesOf({ people })).toEqual([])
  })

  test('a file that is no JSON, is cut off or in another encoding', async () => {
    write('a.json', '{ "id": "a",\n  "name": "甲"\n  "rooms": [] }')
    write('b.json', '')
    write('c.json', Buffer.from([0x7b, 0xd0, 0xd2, 0xb8, 0xa3, 0x7d]))
    write('d.json', '{ "id": "d", "id": "e", "name": "丁", "rooms": [], "people": [] }')
    expect((await load()).mistakes).toEqual([
      'a.json:3: no JSON: comma expected',
      'b.json:1: the file is empty',
      'c.json:1: not saved as UTF-8',
      'd.json:1: "id" stands here twice',
    ])
  })

  test('stop only that community', async () => {
    write('a.json', { ...small, id: 'a' })
    write('b.json', { ...small, id: 'b', extra: 1 })
    const { ids, mistakes } = await load()
    expect(ids).toEqual(['a'])
    expect(mistakes).toEqual([expect.stringMatching(/^b\.json:\d+: "extra" is not a known key here$/)])
  })

  test('of two files with one id the copy is refused', async () => {
    write('xingfuli-old.json', small)
    write('xingfuli.json', { ...small, name: '新' })
    const { loaded, mistakes } = await load()
    expect(loaded.map(({ name }) => name)).toEqual(['新'])
    expect(mistakes).toEqual(['xingfuli-old.json:1: the id xingfuli is also that of xingfuli.json'])
  })
})

describe('a roll beside the file', () => {
  const csv = (text: string) => writeFileSync(join(dataDir, 'communities', 'xingfuli.csv'), text)
  const withRoll = { ...small, roll: 'xingfuli.csv' }

  test('completes the households of the file', async () => {
    csv('门牌,面积,业主\n3-2-501,89.5,李芳\n3-2-502,90,\n')
    write('xingfuli.json', {
      ...withRoll,
      households: [
        { id: '1-1-101', area: 80 },
        { id: '3-2-501', area: 89.5 },
      ],
    })
    const { loaded, mistakes } = await load()
    expect(mistakes).toEqual([])
    expect(loaded[0]?.households).toEqual([
      { id: '1-1-101', area: 80 },
      { id: '3-2-501', area: 89.5, owners: ['李芳'] },
      { id: '3-2-502', area: 90 },
    ])
  })

  test('that says another area than the file stops that community, and no other', async () => {
    csv('门牌,面积\n3-2-502,90\n3-2-501,90\n')
    write('xingfuli.json', { ...withRoll, households: [{ id: '3-2-501', area: 89.5 }] })
    write('b.json', { ...small, id: 'b' })
    const { ids, mistakes } = await load()
    expect(ids).toEqual(['b'])
    expect(mistakes).toEqual(['xingfuli.csv 第3行：3-2-501 的面积这里写90㎡，小区文件里写89.5㎡。请改成一样'])
  })

  test('with mistakes, or missing, stops that community', async () => {
    write('xingfuli.json', withRoll)
    expect((await load()).mistakes).toEqual(['xingfuli.csv 没有这个文件。请核对文件名和它在哪个文件夹'])
    csv('门牌\n3-2-501\n3栋2单元501\n')
    expect((await load()).mistakes).toEqual([
      'xingfuli.csv 第3行：3-2-501 写了两遍，第2行已经有了。请删掉一行，或改对门牌',
    ])
  })
})

describe('delegates and the rules of polls', () => {
  test('are given to the rules', async () => {
    const delegates = [{ name: '居民代表', people: ['李芳'] }]
    write('xingfuli.json', {
      ...small,
      delegates,
      settings: { pollKind: 'owners', pollShown: 'always', opinionDays: 5, reopenShare: 0.5 },
    })
    expect((await load()).loaded[0]).toMatchObject({
      delegates,
      settings: { pollKind: 'owners', pollShown: 'always', opinionDays: 5, reopenShare: 0.5 },
    })
  })

  test.each([
    [{ delegates: [{ name: '党员', people: ['张三'] }] }, 'nobody in "people" is called 张三'],
    [{ delegates: [{ name: '党员', people: ['李芳', '李芳'] }] }, '李芳 stands in this list twice'],
    [{ delegates: [{ name: '党员', people: [] }] }, '"people" must not be empty'],
    [
      {
        people: [{ name: '李芳' }, { name: '李芳', posts: ['物业'] }],
        delegates: [{ name: '党员', people: ['李芳'] }],
      },
      '2 people are called 李芳: give them names that differ',
    ],
    [
      {
        delegates: [
          { name: '党员', people: ['李芳'] },
          { name: '党员', people: ['李芳'] },
        ],
      },
      '"name": 党员 stands in "delegates" twice',
    ],
    [{ households: [{ id: '1', owners: ['李芳'], voter: '张伟' }] }, '1: the voter 张伟 is not among the owners'],
    [{ settings: { pollKind: 'delegates' } }, '"pollKind" must be "household" or "straw" or "owners"'],
    [{ settings: { opinionDays: 31 } }, '"opinionDays" must be at most 30'],
    [{ settings: { reopenShare: 1.1 } }, '"reopenShare" must be at most 1'],
    [{ settings: { reopenShare: -0.1 } }, '"reopenShare" must be at least 0'],
    [{ roll: '../roll.csv' }, '"roll" must be the name of a .xlsx or .csv file beside this one'],
    [{ roll: 'roll.xls' }, '"roll" must be the name of a .xlsx or .csv file beside this one'],
  ])('%j is refused', async (changes, reason) => {
    expect(await mistakesOf(changes)).toEqual([reason])
  })
})

describe('the demo', () => {
  test('stands in only where there is no community of one’s own', async () => {
    expect((await load()).mistakes).toHaveLength(1)
    expect(await load(true)).toMatchObject({ ids: ['demo'], mistakes: [] })
    write('broken.json', '{')
    expect((await load(true)).ids).toEqual([])
  })

  test('is a whole neighbourhood', async () => {
    const [demo] = (await communities({ dataDir: shipped, shipped, demo: true })).loaded
    expect(demo?.people).toHaveLength(12)
    expect(demo?.households).toHaveLength(120)
    const categories = new Set(demo?.catalogue.categories.map(({ name }) => name))
    const posted = demo?.posts.flatMap((post) => post.categories).filter((name) => name !== '*')
    expect(posted?.filter((name) => !categories.has(name))).toEqual([])
  })

  test('has a history of its own people in its own rooms', async () => {
    const line = z.strictObject({
      room: z.string(),
      from: z.string(),
      text: z.string().min(1),
      minutesAgo: z.int().positive(),
    })
    const history = z.array(line).parse(JSON.parse(readFileSync(join(shipped, 'demo/history.json'), 'utf8')))
    const [demo] = (await load(true)).loaded
    expect(history.filter(({ from }) => !demo?.people.some(({ name }) => name === from))).toEqual([])
    expect(history.filter(({ room }) => !demo?.rooms.some(({ topic }) => topic === room))).toEqual([])
    const ages = history.map(({ minutesAgo }) => minutesAgo)
    expect(ages).toEqual([...ages].sort((a, b) => b - a))
  })
})

test('data/schema/community.json is the schema of a community file', async () => {
  const schema = { ...z.toJSONSchema(communityShape, { io: 'input' }), title: 'A community of 小议' }
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot('../../data/schema/community.json')
})
