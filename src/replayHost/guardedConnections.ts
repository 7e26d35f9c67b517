import dgram from "node:dgram";
import dns from "node:dns";
import type { EventEmitter } from "node:events";
import net from "node:net";
import { wrapFunction, type Guard } from "./guard";
import { functionsBut, refuseCalls, refusingClass, type Below, type Table, type WhileLoading } from "./refusedCalls";

/** Of `node:dns`: what looks nothing up. */
const settingsOfDns = [
  "Resolver",
  "getDefaultResultOrder",
  "setDefaultResultOrder",
  "getServers",
  "setServers",
  "setLocalAddress",
  "cancel",
  "constructor",
];

/**
 * While the app loads, a connection fails as on a machine that is cut off: later, with an `error` event. While the
 * orchestrator runs it is a mistake to show at once.
 */
export function guardConnections(guard: Guard): void {
  const sockets = net.Socket.prototype as unknown as Table;
  refuseCalls(guard, "net", sockets, ["connect"], { code: "ECONNREFUSED", whileLoading: destroyLater });
  const servers = net.Server.prototype as unknown as Table;
  refuseCalls(guard, "net", servers, ["listen"], { whileLoading: failLater });
  refuseCalls(guard, "net", net, ["_createServerHandle"]);
  const datagrams = dgram.Socket.prototype as unknown as Table;
  refuseCalls(guard, "dgram", datagrams, ["bind", "connect"], { whileLoading: failLater });
  refuseCalls(guard, "dgram", datagrams, ["send"], { whileLoading: sendLater });
  refuseCalls(guard, "dgram", dgram, ["_createSocketHandle"]);
  guardNames(guard);
  guardGlobals(guard);
}

function guardNames(guard: Guard): void {
  const resolvers = [
    [dns, dns.Resolver, "dns", "callback"],
    [dns.promises, dns.promises.Resolver, "dns.promises", "reject"],
  ] as const;
  for (const [table, { prototype }, module, manner] of resolvers) {
    refuseCalls(guard, module, table, functionsBut(table, settingsOfDns), { manner });
    // The methods of both classes stand on what they inherit from, too.
    for (const methods of [prototype, Object.getPrototypeOf(prototype) as object])
      if (methods !== Object.prototype)
        refuseCalls(guard, module, methods as Table, functionsBut(methods, settingsOfDns), { manner });
  }
}

function guardGlobals(guard: Guard): void {
  const global = globalThis as unknown as Table;
  wrapFunction(global, "fetch", () => {
    const wrapped = (): Promise<never> => Promise.reject(guard.refuse("fetch", "ECONNREFUSED", wrapped));
    return wrapped;
  });
  for (const name of ["WebSocket", "EventSource"]) guardClass(guard, name);
}

/**
 * Node loads these classes when they are first used, and they connect later, when the user's code is no longer on the
 * stack; so they are refused when they are made.
 */
function guardClass(guard: Guard, name: string): void {
  const own = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!own?.configurable) return;
  const { enumerable = false } = own;
  const put = (value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable });
  };
  const get = (): unknown => {
    const real: unknown = own.get?.call(globalThis) ?? own.value;
    const refuse = (below: Below) => (guard.phase === "run" ? guard.refuse(name, "ECONNREFUSED", below) : undefined);
    const guarded = typeof real === "function" ? refusingClass(real, refuse) : real;
    put(guarded);
    return guarded;
  };
  Object.defineProperty(globalThis, name, { configurable: true, enumerable, get, set: put });
}

const destroyLater: WhileLoading = (self, error) => {
  process.nextTick(() => (self as net.Socket).destroy(error));
  return self;
};

/** The callbacks of `listen`, `bind` and `connect` only hear of success. */
const failLater: WhileLoading = (self, error) => {
  process.nextTick(() => (self as EventEmitter).emit("error", error));
  return self;
};

const sendLater: WhileLoading = (self, error, args) => {
  const callback = args.at(-1);
  if (typeof callback === "function") process.nextTick(() => Reflect.apply(callback, undefined, [error]) as unknown);
  else failLater(self, error, args);
};
