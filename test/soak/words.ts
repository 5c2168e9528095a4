/** What people say of troubles, and what staff say of their work; N is the case's number, WHO a colleague. */
export const TROUBLES = [
  '楼道灯不亮了',
  '电梯坏了',
  '单元门关不上',
  '下水道堵了',
  '垃圾没人清运',
  '楼上装修太吵',
  '墙上渗水',
  '路面有个大坑',
]
export const DANGERS = ['电梯困人了，快来', '有煤气味，好浓']
export const QUESTIONS = ['装充电桩', '换保洁公司', '门口种树', '周末大扫除', '修健身区']
export const PRIVATE = ['我的', '帮助', '票况', '@小议 你是真人吗', '谢谢']

export const ANSWERS: Readonly<Record<string, readonly string[] | undefined>> = {
  post: ['发', '发', '改 截止 周日20点', '不发'],
  register: ['报', '报', '是', '不是'],
  same: ['是', '不是'],
  place: ['3栋2单元', '5栋'],
  stance: ['弃权', '赞成'],
}
export const TAKING = ['接N', '接N', '接N', '接N', '接N', '退回N 不归我们管', '代报 王奶奶 8栋楼道灯不亮']
export const WORKING = [
  'N 已联系维保，下午到',
  'N好了，换了配件',
  'N好了',
  '办结N 修好了',
  'N好了',
  '延期N 2天 等配件',
  'N要帮忙',
  '转N @WHO',
]
