/** Records of a request that were not taken, by reason. Reasons are fixed texts: nothing of a sender's gets into them. */
export class Rejections {
  readonly byReason = new Map<string, number>();

  add(reason: string, count = 1): void {
    this.byReason.set(reason, (this.byReason.get(reason) ?? 0) + count);
  }

  get total(): number {
    let total = 0;
    for (const count of this.byReason.values()) total += count;
    return total;
  }

  /** `3 x traceId is not 32 hex digits; 1 x ...` */
  get message(): string {
    return [...this.byReason].map(([reason, count]) => `${count} x ${reason}`).join('; ');
  }
}

/** Thrown while one record is read: that record is rejected, its neighbours are kept. */
export class RejectedRecord extends Error {
  override readonly name = 'RejectedRecord';
}

/** Reads each record alone: a bad one is counted, whatever is wrong with it. */
export function readEach<Input, Row>(
  records: readonly Input[],
  rejections: Rejections,
  read: (record: Input) => Row,
): Row[] {
  const rows: Row[] = [];
  for (const record of records) {
    try {
      rows.push(read(record));
    } catch (error) {
      rejections.add(error instanceof RejectedRecord ? error.message : 'the record cannot be read');
    }
  }
  return rows;
}
