import { draws } from '../chance.ts'

/** What people say all day: nothing in it is for the bot. 「{}」 stands for a word that varies, so that hardly a text comes twice. */
const SAYINGS: readonly string[] = [
  '早上好，{name}',
  '今天降温了，{name}出门多穿点',
  '谢谢{name}提醒',
  '有没有人知道附近哪家{food}好吃',
  '东门出去右手边那家{food}可以，{n}块钱一份',
  '哈哈哈哈{n}',
  '那中午去尝尝{food}',
  '周末去{where}玩，有一起的吗',
  '昨晚的球赛看了没，{n}比2',
  '我家{name}考了{n}分，开心',
  '{food}多少钱一斤',
  '{where}今天人真多',
  '收到，谢谢{name}',
  '在{where}等你，快点',
  '生日快乐{name}🎂🎂',
  '[强][强][强]{name}',
  '刚到{where}，走了{n}分钟',
  '谁家有多的{food}，借我点',
  '孩子{n}岁了，上哪个幼儿园好',
  '我买了{n}斤{food}，太多了吃不完',
  '这张照片是在{where}拍的',
  '{name}你那本书看完了没',
  '晚上{n}点{where}跳舞，老地方',
  '恭喜恭喜{name}',
  '呵呵，那好啊{name}',
  '我觉得{food}比上次的好，就是咸了点',
  '团购的{food}到了，{n}份，来{where}拿',
  '同学们寒假都去{where}了，就我们家没出门',
  '刚才在{where}碰到{name}了，聊了{n}分钟，她说她妹妹下个月结婚，让我们都去热闹热闹',
  '天气预报说明天{n}度，想晒被子的抓紧',
]
const WORDS: Readonly<Record<string, readonly string[]>> = {
  name: ['赵姐', '吴老师', '张伟', '娃娃', '小明', '王奶奶', '妞妞', '李哥', '阿芳', '大家', '周姨', '豆豆'],
  food: ['面馆', '豌杂面', '橘子', '草莓', '火锅', '包子', '牛肉', '土鸡蛋', '青菜', '月饼', '西瓜', '豆花饭'],
  where: ['南山', '公园', '河边', '超市', '菜市场', '学校', '广场', '书店', '古镇', '体育馆', '磁器口', '江边'],
}

/** How people end a line. */
const ENDS: readonly string[] = ['', '', '', '。', '！', '哈', '😄', '[呲牙]', '～', '……', '啊', '哈哈']

/** @returns a source of ordinary talk, about 13 characters a message, as group chats have it. */
export const chatter = (seed: number): (() => string) => {
  const draw = draws(seed)
  const one = (of: readonly string[]): string => of[Math.floor(draw() * of.length)] ?? ''
  const word = (kind: string): string => (kind === 'n' ? String(Math.floor(draw() * 90) + 7) : one(WORDS[kind] ?? []))
  return () => `${one(SAYINGS)}${one(ENDS)}`.replace(/\{(\w+)\}/g, (_, kind: string) => word(kind))
}
