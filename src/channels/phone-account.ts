/** All numbers belong to the one account of phones. */
export const phoneAccountId = 'phone:default'
