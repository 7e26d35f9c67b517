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

/** `new Date()`, `Date()` and `Date.now()` read the clock; `new Date(0)` does not. */
function tapeDate(take: TakeValue): void {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const now = (): number => take("Date.now", realNow, now) as number;
  const construct = (target: object, args: unknown[], newTarget: unknown): object => {
    const actual = (newTarget === proxy ? RealDate : newTarget) as typeof Date;
    const values = args.length ? args : [take("new Date()", realNow, construct)];
    return Reflect.construct(target as typeof Date, values, actual) as object;
  };
  const apply = (): string => new RealDate(take("Date()", realNow, apply) as number).toString();
  const proxy: unknown = new Proxy(RealDate, {
    construct,
    apply,
    get: (target, key, receiver): unknown => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
  Object.defineProperty(RealDate.prototype, "constructor", { value: proxy, configurable: true, writable: true });
  globalThis.Date = proxy as DateConstructor;
}
