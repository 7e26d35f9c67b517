import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { wrapFunction } from "./guard";

/** Gives the value of a nondeterministic call: from the tape while the orchestrator runs, `real()` otherwise. */
export type TakeValue = (api: string, real: () => unknown, below: (...args: never[]) => unknown) => unknown;

type Table = Record<string, unknown>;

/** Routes clocks and random numbers through `take`. */
export function tapeNondeterminism(take: TakeValue): void {
  tapeDate(take);
  tape(take, Math as unknown as Table, "random", "Math.random");
  for (const name of ["randomUUID", "randomInt"]) tape(take, crypto, name, `crypto.${name}`);
  tape(take, crypto, "randomBytes", "crypto.randomBytes", copyBytes);
  tapeWebCrypto(take);
  tape(take, performance as unknown as Table, "now", "performance.now");
  tape(take, process.hrtime as unknown as Table, "bigint", "process.hrtime.bigint");
  tape(take, process as unknown as Table, "hrtime", "process.hrtime");
  tape(take, process as unknown as Table, "uptime", "process.uptime");
  syncBuiltinESMExports();
}

function tape(
  take: TakeValue,
  owner: Table,
  name: string,
  api: string,
  copy: (value: unknown) => unknown = (value) => value,
): void {
  wrapFunction(owner, name, (real) => {
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      return copy(take(api, () => Reflect.apply(real, this, args), wrapped));
    };
    return wrapped;
  });
}

/** The code may write into what it got; the tape keeps its own. */
function copyBytes(value: unknown): unknown {
  return Buffer.isBuffer(value) ? Buffer.from(value) : value;
}

function tapeWebCrypto(take: TakeValue): void {
  const prototype = Object.getPrototypeOf(globalThis.crypto) as Table;
  tape(take, prototype, "randomUUID", "crypto.randomUUID");
  wrapFunction(prototype, "getRandomValues", (real) => {
    const wrapped = function (this: unknown, array: ArrayBufferView): unknown {
      const bytes = take(
        "crypto.getRandomValues",
        () => {
          Reflect.apply(real, this, [array]);
          return new Uint8Array(array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength));
        },
        wrapped,
      ) as Uint8Array;
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(bytes);
      return array;
    };
    return wrapped;
  });
}

/**
 * `new Date()`, `Date()` and `Date.now()` read the clock; `new Date(0)` does not. A function and no Proxy: the SDK makes a
 * date of every event, and V8 cannot inline the traps of a Proxy.
 */
function tapeDate(take: TakeValue): void {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const now = (): number => take("Date.now", realNow, now) as number;
  function TapedDate(...values: unknown[]): Date | string {
    if ((new.target as unknown) === undefined)
      return new RealDate(take("Date()", realNow, TapedDate) as number).toString();
    if (new.target === TapedDate && values.length === 1) return new RealDate(values[0] as number);
    const given = values.length > 0 ? values : [take("new Date()", realNow, TapedDate)];
    const actual = new.target === TapedDate ? RealDate : new.target;
    return Reflect.construct(RealDate, given, actual) as Date;
  }
  const own = {
    ...Object.getOwnPropertyDescriptors(RealDate),
    now: { value: now, configurable: true, writable: true },
  };
  Object.defineProperties(TapedDate, own);
  Object.setPrototypeOf(TapedDate, Object.getPrototypeOf(RealDate) as object);
  Object.defineProperty(RealDate.prototype, "constructor", { value: TapedDate, configurable: true, writable: true });
  globalThis.Date = TapedDate as unknown as DateConstructor;
}
