/** Before anything else is imported: a library that reckons with the machine's zone must find this one. */
process.env.TZ = 'Asia/Shanghai'
