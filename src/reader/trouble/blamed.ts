import type { Vocabulary } from '../../ports.ts'
import { type Words, words } from '../text/normal.ts'

/** How somebody serves, and not what is broken. */
const CONDUCT =
  /态度|骂|吼|凶(?!手)|推诿|推来推去|敷衍|糊弄|不作为|(?:上班|值班)(?:时间)?(?:睡觉|打牌|喝酒|玩手机|打游戏)|偷懒|磨洋工|脱岗|不接(?:我)?电话|不理(?:人|我)|爱(?:理|答)不(?:理|答)|乱收|多收|刁难|欺负|威胁|报复|不干(?:事|活)|不做事|撒谎|说谎|骗人|脾气/

/** Who serves here, a person or a post, whose conduct is complained of: 「王强态度太差」. */
export const blamedIn = ({ text, raw }: Words, { staff = [], posts }: Vocabulary): readonly string[] =>
  CONDUCT.test(text) ? [...staff, ...posts].filter((name) => name.length > 1 && raw.includes(name)) : []

/** 「王强态度太差」 is sorted as 「物业态度太差」. */
export const asServed = (said: Words, blamed: readonly string[]): Words =>
  words(blamed.reduce((text, name) => text.replaceAll(name, '物业'), said.raw))
