/** The contract's limit of a rule's condition, in characters. */
export const LONGEST_CONDITION = 2048
