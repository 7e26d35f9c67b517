import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseLaunchArguments } from "../../../src/contributions/launchArguments";
import { decodeHistory } from "../../../src/history/decodeHistory";
import type { HistoryEvent } from "../../../src/history/events";
import type { History } from "../../../src/history/history";
import { parseHistoryFile } from "../../../src/history/historyFile";
import { inflate } from "../../support/replayFixtures";

const sample = join(process.cwd(), "media", "sample");
const suffix = ".durable-history.json";
const names = readdirSync(join(sample, "histories"))
  .filter((name) => name.endsWith(suffix))
  .map((name) => name.slice(0, -suffix.length))
  .sort();

const read = (...path: string[]): string => readFileSync(join(sample, ...path), "utf8");

function historyOf(name: string): History {
  const { value: file, problems } = parseHistoryFile(read("histories", name + suffix));
  assert.deepEqual(problems, []);
  assert.ok(file);
  const decoded = decodeHistory(file.main, inflate);
  assert.deepEqual(decoded.problems, []);
  return decoded.value;
}

/** The names that the sources register, by literal. */
function registered(kind: "orchestration" | "activity"): ReadonlySet<string> {
  const texts = readdirSync(join(sample, "src/functions")).map((name) => read("src/functions", name));
  return new Set(texts.flatMap((text) => [...text.matchAll(new RegExp(`app\\.${kind}\\("(\\w+)"`, "g"))].map(nameIn)));
}

const nameIn = (match: RegExpExecArray): string => match[1] ?? "";

const scheduledNames = (event: HistoryEvent): string[] => (event.type === "TaskScheduled" ? [event.name] : []);

describe("the sample's histories", () => {
  it("are the four stories, and the shipment of the first", () => {
    const told = names.map((name) => [name, historyOf(name).instanceId, historyOf(name).instance?.runtimeStatus]);
    assert.deepEqual(told, [
      ["completed", "order-1001", "Completed"],
      ["completed-shipment", "order-1001-shipment", "Completed"],
      ["diverged", "order-1004", "Running"],
      ["failed", "order-1002", "Failed"],
      ["waiting", "order-1003", "Running"],
    ]);
  });

  const hub = (JSON.parse(read("host.json")) as { extensions: { durableTask: { hubName: string } } }).extensions
    .durableTask.hubName;
  for (const name of names) {
    it(`${name} is of the sample's task hub and calls only functions that the sample has`, () => {
      const history = historyOf(name);
      assert.equal(history.hub, hub);
      assert.ok(registered("orchestration").has(history.instance?.name ?? ""));
      const unknown = history.events.flatMap(scheduledNames).filter((called) => !registered("activity").has(called));
      assert.deepEqual(unknown, []);
    });

    it(`${name} names no path of the machine that recorded it`, () => {
      const paths = read("histories", name + suffix).matchAll(
        /(?<![\w./:])\/(?!_\/src\/|azure-functions-host\/)\w[\w./-]+/g,
      );
      const foreign = [...paths].map(([path]) => path).filter((path) => !path.startsWith("/home/site/wwwroot/"));
      assert.deepEqual(foreign, []);
    });
  }

  it("completed: four lines at once, approved before its timer, shipped by a child that has its own file", () => {
    const { events } = historyOf("completed");
    const firstEpisode = events.slice(0, 1 + events.findIndex(({ type }) => type === "OrchestratorCompleted"));
    assert.equal(firstEpisode.flatMap(scheduledNames).filter((called) => called === "priceLine").length, 4);
    assert.ok(events.some((event) => event.type === "EventRaised" && event.name === "Approval"));
    assert.ok(!events.some(({ type }) => type === "TimerFired"));
    const child = events.find((event) => event.type === "SubOrchestrationInstanceCreated");
    assert.equal(child?.instanceId, historyOf("completed-shipment").instanceId);
  });

  it("failed: by the declined payment", () => {
    const failures = historyOf("failed").events.flatMap((event) => (event.type === "TaskFailed" ? [event.reason] : []));
    assert.deepEqual(failures, [
      "Activity function 'chargePayment' failed: Card 0002 was declined: insufficient funds",
    ]);
  });

  it("diverged: approval was requested where the code now reserves stock first", () => {
    const afterPrices = (name: string) =>
      historyOf(name)
        .events.flatMap(scheduledNames)
        .find((called) => called !== "priceLine");
    assert.equal(afterPrices("diverged"), "requestApproval");
    assert.equal(afterPrices("waiting"), "reserveStock");
  });
});

describe("the sample app", () => {
  it("still has every line that the change behind `diverged` left", () => {
    const patch = read("histories/recording/stock-reservation.patch").split("\n");
    const target = patch.find((line) => line.startsWith("+++ b/"))?.slice("+++ b/".length);
    const hunk = patch.slice(1 + patch.findIndex((line) => line.startsWith("@@ ")));
    const after = hunk.filter((line) => /^[+ ]/.test(line)).map((line) => line.slice(1));
    assert.ok(target && after.length > 0);
    assert.ok(
      read(target).includes(after.join("\n")),
      "Make stock-reservation.patch anew; histories/README.md says how.",
    );
  });

  it("has launch entries that the debugger takes and whose history files exist", () => {
    const { configurations } = JSON.parse(read(".vscode/launch.json")) as { configurations: unknown[] };
    for (const configuration of configurations) {
      const { value, problems } = parseLaunchArguments(configuration);
      assert.deepEqual(problems, []);
      if (value.history) assert.ok(existsSync(value.history.replace("${workspaceFolder}", sample)), value.history);
    }
    assert.ok(configurations.length > 0);
  });

  it("pins the SDK of its recordings, and its lockfile names no registry", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { version?: string; resolved?: string }>;
    };
    assert.equal(packages["node_modules/durable-functions"]?.version, "3.5.0");
    assert.deepEqual(
      Object.values(packages).filter(({ resolved }) => resolved),
      [],
      "Run npm install with --omit-lockfile-registry-resolved.",
    );
  });
});
