/** All amounts are in cents. */
export type Cents = number;

export interface OrderLine {
  sku: string;
  quantity: number;
}

export interface PricedLine extends OrderLine {
  /** For the whole line: unit price × quantity. */
  price: Cents;
}

export interface Order {
  id: string;
  customer: string;
  /** The last four digits. */
  card: string;
  lines: OrderLine[];
}

export interface ApprovalRequest {
  orderId: string;
  total: Cents;
}

/** What the external event `Approval` carries. */
export interface Approval {
  approved: boolean;
  by: string;
}

export interface Charge {
  orderId: string;
  card: string;
  amount: Cents;
}

export interface Payment {
  receipt: string;
  amount: Cents;
}

export interface Parcel {
  number: number;
  lines: OrderLine[];
}

export interface ShipmentRequest {
  orderId: string;
  lines: OrderLine[];
}

export interface Shipment {
  orderId: string;
  labels: string[];
}
