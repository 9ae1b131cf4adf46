/** What was read, but not quite as it stood there; screens put it into plain words. */
export interface GroupwareWarning {
  code:
    | 'zone' // a time zone nobody knows: the account's own was taken
    | 'start' // an event without a start, left out
    | 'end' // it ended before it began
    | 'rule' // one rule of several, or one that leaves out: only the first counts
    | 'following' // "this and all following" was taken for the one occurrence
    | 'unreadable' // a part that nobody can read
  /** Of the item it is about; empty when it is the file. */
  uid: string
  /** What stood there. */
  detail: string
}
