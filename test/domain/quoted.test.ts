import { expect, test } from 'vitest'
import { matterIn } from '../../src/domain/heard/quoted.ts'

test.each([
  ['P1 记下了：1 赞成', { poll: 1 }],
  ['@小王\u2005P1 记下了：1 赞成', { poll: 1 }],
  ['P2 问大家：关于P1的补充，同意吗？\n1赞成 2反对', { poll: 2 }],
  ['@P9\u2005P2 问大家：关于P1的补充，同意吗？', { poll: 2 }],
  ['小王也在让大家回数字。投P1请写“P1 1”，刚才没写的先不算', { poll: 1 }],
  ['投哪个？回“P1 1”这样\nP1 甲？\nP2 乙？', {}],
  ['P1 快截止了：甲？\nP2 快截止了：乙？', {}],
  ['P1 和p1一样\nP1 甲', { poll: 1 }],
  ['小王要作废P1：和P2一样', {}],
  ['#12 3栋电梯停了，P1在问', { case: 12 }],
  ['VIP1 来了', {}],
  ['没有编号', {}],
])('%s is about %j', (line, matter) => expect(matterIn(line)).toEqual(matter))
