/** Modules that come with Node (`module.builtinModules` of Node 24); those that need `node:` are known by it. */
const builtins = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain " +
    "events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl " +
    "stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);
const withSubpath = new Set(
  (
    "assert/strict dns/promises fs/promises inspector/promises path/posix path/win32 readline/promises " +
    "stream/consumers stream/promises stream/web timers/promises util/types"
  ).split(" "),
);

/** `node:fs/promises` → `fs/promises`; undefined when Node has no such module of its own. */
export function builtinName(specifier: string): string | undefined {
  if (specifier.startsWith("node:")) return specifier.slice("node:".length);
  return builtins.has(specifier) || withSubpath.has(specifier) ? specifier : undefined;
}
