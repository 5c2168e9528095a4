const MOST = 5

/** What the bot itself got wrong: a person has to look after it meanwhile. */
export const unattended = (matters: readonly string[]): string => {
  const more = matters.length > MOST ? `等${matters.length}件` : ''
  return `${matters.slice(0, MOST).join('、')}${more} 没有排上下一步的时间，到点我可能不提醒，请您先盯着。这是我出了毛病，请管小议的人看看日志`
}

export const yearUnknown = (year: number): string =>
  `${year}年哪天放假、哪天补班，我还不知道：先按周一到周五上班来算时限。请管小议的人更新小议，或把放假安排写进 data/holidays.json 再重启`
