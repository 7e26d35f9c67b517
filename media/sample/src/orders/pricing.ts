import type { Cents, PricedLine } from "./model";

/** Orders above this amount need a human's approval. */
const approvalLimit: Cents = 500_00;

export function totalOf(lines: PricedLine[]): Cents {
  let total: Cents = 0;
  for (const line of lines) {
    total += line.price;
  }
  return total;
}

export function needsApproval(total: Cents): boolean {
  return total > approvalLimit;
}
