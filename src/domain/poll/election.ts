/** Offices that people are chosen into; not 「代表性」, 「单元长椅」 or 「业委会办公室」. */
const OFFICE =
  /(?:主任|书记|支书|委员|代表|业委会|居委会|村委会|监委会|两委|班子|议事会|[楼栋门组村社队会]长|单元长|网格[员长]|理事|监事)(?!的(?!人选|候选)|期|椅|廊|性|色|作|工|大?会(?!长)|办公|用房|室|服|牌|活动|会议|公|名|标|章|家|旁|附近|制度|规则|建议|定|说)/
    .source
/** So much may stand before the office, but nothing else that is chosen: 「选哪家物业由业委会定」. */
const BETWEEN = /(?:(?!由|让|请|给|物业|公司|方案|颜色|位置|地点|时间)[^，。？！；,?!;\s]){0,8}/.source
const CHOOSE = /(?:选|推举|推荐|增补|补上|撤换|换掉|换|撤掉|免掉|免去)/.source
const SERVE = /(?:当|做|任)/.source
const WHO = /(?:谁(?:来)?(?:当|做)|的?人选|选谁|换谁|换人|该不该换|要不要换)/.source
const ANYBODY = /谁/.source
const ANYHOW = /选举|改选|换届|罢免|弹劾|候选人|选谁(?:当|做)/.source

const ELECTION = new RegExp(
  [ANYHOW, `${CHOOSE}${BETWEEN}${OFFICE}`, `${ANYBODY}${BETWEEN}${SERVE}${BETWEEN}${OFFICE}`, `${OFFICE}${WHO}`].join(
    '|',
  ),
)

/** 选人罢免不在群里投 (村民委员会组织法 15: secret ballot at a polling station). */
export const isElection = (question: string): boolean => ELECTION.test(question.normalize('NFKC'))
