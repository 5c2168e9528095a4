import { expect, test } from 'vitest'
import { brief, readings } from './hear.ts'

const WHERE = ['公园', '农家乐', '水库']
const ASKED = new Map([[3, '春游去哪？']])

/** Where several may be chosen, by their names; what is said besides is talk. */
test.each([
  ['公园和农家乐', 'vote several=公园/农家乐 how=plain'],
  ['公园、农家乐', 'vote several=公园/农家乐 how=plain'],
  ['公园跟农家乐', 'vote several=公园/农家乐 how=plain'],
  ['公园还有农家乐', 'vote several=公园/农家乐 how=plain'],
  ['公园以及水库', 'vote several=公园/水库 how=plain'],
  ['公园 农家乐', 'vote several=公园/农家乐 how=plain'],
  ['我家选公园、农家乐和水库', 'vote several=公园/农家乐/水库 how=plain'],
  ['公园和农家乐都行', 'vote several=公园/农家乐 how=plain'],
  ['P3 公园和农家乐', 'vote several=公园/农家乐 how=plain poll=3'],
  ['选公园', 'vote words=公园 how=plain'],
  ['去公园', 'vote words=公园 how=plain'],
  ['想去公园', 'vote words=公园 how=plain'],
  ['我去公园', 'vote words=公园 how=plain'],
  ['都选', 'vote all=true how=plain'],
  ['全选', 'vote all=true how=plain'],
  ['三个都选', 'vote all=true how=plain'],
  ['P3 都选', 'vote all=true how=plain poll=3'],
  ['再加一个3', 'vote numbers=3 how=plain more=true'],
  ['再加3', 'vote numbers=3 how=plain more=true'],
  ['再加一个水库', 'vote words=水库 how=plain more=true'],
  ['除了公园都行', 'unclear near=投票'],
  ['除了公园别的都可以', 'unclear near=投票'],
])('%s', (said, expected) => {
  expect(brief(said, WHERE, ASKED).split('; ')).toContain(expected)
})

test.each([
  '公园和农家乐哪个好？',
  '公园和农家乐都去过了',
  '公园和超市',
  '公园人真多',
  '去公园了',
  '去公园玩',
  '带娃去公园',
  '再加两个菜',
  '再加3个人',
  '除了公园都堵车',
  '都选好了',
  '大家都选',
  '都投了',
])('silent: %s', (said) => {
  expect(brief(said, WHERE, ASKED)).toBe('')
})

test('where the card does not ask where, 「我去公园」 tells where one is off to', () => {
  expect(brief('我去公园', WHERE, new Map([[3, '春游地点？']]))).toBe('')
})

/** Of several polls at once, and one's own ballot back. */
test.each([
  ['第一个投1 第二个投2', 'vote-each choices=numbers=1/numbers=2'],
  ['第一个投1，第二个投反对', 'vote-each choices=numbers=1/stance=against'],
  ['两个都选1', 'vote-each choices=numbers=1/numbers=1'],
  ['两个都同意', 'vote-each choices=stance=for/stance=for'],
  ['撤销P1我的票', 'unvote poll=1'],
  ['P1 撤票', 'unvote poll=1'],
  ['撤回P1的票', 'unvote poll=1'],
  ['撤销我的票', 'unvote'],
  ['撤回我的票', 'unvote'],
  ['P1 不投', 'vote-not poll=1'],
  ['不会弄 我选第二个', 'vote numbers=2 how=plain'],
  ['帮我投个赞成', 'vote stance=for how=plain'],
  ['存疑 P1 吴老师 投了两次', 'set-aside household=吴老师 poll=1 reason=投了两次'],
  ['P1 存疑 吴老师', 'set-aside household=吴老师 poll=1'],
  ['恢复 P1 吴老师', 'restore household=吴老师 poll=1'],
])('%s', (said, expected) => {
  expect(each(said)).toContain(expected)
})
/** `brief` shows the choices of each as objects. */
const each = (said: string): readonly string[] =>
  brief(said)
    .split('; ')
    .map((one) => (one.startsWith('vote-each') ? shownEach(said) : one))
const shownEach = (said: string): string => {
  const [found] = readings(said)
  if (found?.do !== 'vote-each') return ''
  const choices = found.choices.map((choice) => Object.entries(choice).map(([key, value]) => `${key}=${String(value)}`))
  return `vote-each choices=${choices.join('/')}`
}

test.each(['第一个到的有奖 第二个没有', '第一个孩子上学了', '两个都好看', '两个都走了', '一号', '2号'])(
  'no vote: %s',
  (said) => {
    const all = readings(said).filter((one) => one.do !== 'day' && !(one.do === 'vote' && one.how === 'quoting'))
    expect(all.map(({ do: what }) => what)).toEqual([])
  },
)
