import type { Reading } from '../domain/reading.ts'
import type { Said } from './said.ts'

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

const UNSURE_VOTE =
  /^除非.{1,30}(?:否则|不然).{0,4}(?<stance>反对|不同意|赞成|同意)$|^(?:刚才|刚刚)?(?:投|按|点|选)错了?$/

/** What a message to the bot comes near to. Anything that was addressed gets at least this. */
export const near = (said: Said): readonly Reading[] => {
  if (UNSURE_VOTE.test(said.text)) return [{ do: 'unclear', near: '投票' }]
  if (!said.addressed) return []
  const start = said.text.slice(0, 2)
  const whole = COMMANDS.find(
    (command) => said.text.startsWith(command) && (command.length > 1 || /^.[ :#\d]|^.$/.test(said.text)),
  )
  const short = said.text.length <= 10 || /^..[ :#]*\d/.test(said.text)
  const word = whole ?? (short ? COMMANDS.find((command) => nearly(start, command)) : undefined)
  return [word === undefined ? { do: 'unclear' } : { do: 'unclear', near: word }]
}
