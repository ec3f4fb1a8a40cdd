/**
 * The socio-political organisations of the Fatherland Front (its statute) and the Association of the Elderly: what a
 * resident may say of themselves. Membership of the Party and religion are sensitive data and are never asked.
 */
export const organisations = ['women', 'farmers', 'youth', 'veterans', 'trade_union', 'elderly'] as const
export type Organisation = (typeof organisations)[number]
