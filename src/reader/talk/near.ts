import type { Reading } from '../../domain/heard/reading.ts'
import type { Said } from '../said.ts'
import { wantsToKnow } from './office.ts'

const COMMANDS = [
  '进度',
  '附议',
  '补充',
  '撤回',
  '取消',
  '办结',
  '延期',
  '退回',
  '督办',
  '票况',
  '待办',
  '帮助',
  '菜单',
  '核实',
  '绑定',
  '投票',
  '报事',
  '代报',
  '进展',
  '同意',
  '满意',
  '不办',
  '安静',
  '恢复',
  '催',
  '查',
  '接',
  '转',
  '上报',
  '公事',
  '共事',
  '家事',
  '即办',
  '代办',
  '分类',
  '验收',
  '回访',
  '红灯',
  '积分',
  '兑换',
  '公示',
  '提醒',
  '简报',
  '截止',
  '延长',
  '作废',
  '四议',
  '意见',
  '议',
  '并',
  '急',
] as const

/** One character off, or two in the wrong order. */
const nearly = (said: string, command: string): boolean => {
  if (command.length < 2 || said.length !== command.length) return false
  const off = [...command].filter((character, i) => said[i] !== character).length
  return off === 1 || (off === 2 && [...said].reverse().join('') === command)
}

/** A command word with a number, a space or nothing behind it: it was meant as one. */
export const meant = (said: Said): readonly Reading[] => {
  const word = said.addressed
    ? COMMANDS.find(
        (command) => said.text.startsWith(command) && /^(?:[ :#\d]|p\d|$)/.test(said.text.slice(command.length)),
      )
    : undefined
  return word === undefined ? [] : [{ do: 'unclear', near: word }]
}

/** What a message to the bot comes near to: it gets at least this. */
export const near = (said: Said): readonly Reading[] => {
  const { text } = said
  const short = /^..(?:[ :#]*\d|[ :]|$)/.test(text)
  const word =
    COMMANDS.find((command) => command.length > 1 && text.startsWith(command)) ??
    (short ? COMMANDS.find((command) => nearly(text.slice(0, 2), command)) : undefined)
  if (word !== undefined) return [{ do: 'unclear', near: word }]
  return [wantsToKnow(said) ? { do: 'about', topic: 'affairs' } : { do: 'unclear' }]
}
