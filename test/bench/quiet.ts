/** Before Wechaty is loaded: what it logs would be measured too. */
process.env.WECHATY_LOG = 'silent'
