import type { OrderLine, Parcel } from "./model";

const linesPerParcel = 2;

export function packParcels(lines: OrderLine[]): Parcel[] {
  const parcels: Parcel[] = [];
  for (let start = 0; start < lines.length; start += linesPerParcel) {
    parcels.push({ number: parcels.length + 1, lines: lines.slice(start, start + linesPerParcel) });
  }
  return parcels;
}
