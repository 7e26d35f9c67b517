import assert from "node:assert/strict";
import fs from "node:fs";
import { fileURLToPath } from "node:url";

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

interface Location {
  readonly physicalLocation: { readonly artifactLocation: ArtifactLocation; readonly region?: Region };
  readonly message?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: { location: Location }[] }[] }[];
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly artifactLocation: ArtifactLocation;
      readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent: { text: string } }[];
    }[];
  }[];
}

interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Descriptor[] } };
  readonly columnKind: string;
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly locations: readonly Location[] }[];
  }[];
  readonly results: readonly Result[];
}

/** A result with the texts that its regions name in the files. */
export interface CheckedResult {
  readonly rule: string;
  readonly uri: string;
  readonly text: string;
  /** `uri: text` of each step. */
  readonly flow: readonly string[];
  readonly replaced: readonly string[];
}

/**
 * Checks a log by what SARIF 2.1.0 requires (OASIS, sections 3.4, 3.13, 3.14, 3.19, 3.27, 3.30, 3.36), and that its
 * places are in the files on disk.
 */
export function checkSarif(text: string): readonly CheckedResult[] {
  const log = JSON.parse(text) as { $schema: string; version: string; runs: readonly Run[] };
  assert.equal(log.version, "2.1.0");
  assert.match(log.$schema, /^https:\/\/.*sarif.*2\.1\.0.*\.json$/);
  assert.equal(log.runs.length, 1);
  return log.runs.flatMap(checkRun);
}

function checkRun(run: Run): readonly CheckedResult[] {
  const { name, rules } = run.tool.driver;
  assert.ok(name);
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length, "each rule is listed once");
  for (const { id, shortDescription, fullDescription, help } of rules) {
    assert.ok(shortDescription.text && fullDescription.text.endsWith("."), id);
    assert.ok(help.text && help.markdown.startsWith(`# ${id}: `), id);
  }
  assert.equal(run.columnKind, "utf16CodeUnits");
  for (const { uri } of Object.values(run.originalUriBaseIds)) assert.match(uri, /^file:\/\/\/.*\/$/);
  for (const { executionSuccessful, toolExecutionNotifications } of run.invocations) {
    assert.equal(typeof executionSuccessful, "boolean");
    for (const { locations } of toolExecutionNotifications)
      for (const { physicalLocation } of locations) textOf(physicalLocation.artifactLocation, run);
  }
  return run.results.map((result) => checkResult(result, run));
}

function checkResult(result: Result, run: Run): CheckedResult {
  assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
  assert.ok(["none", "note", "warning", "error"].includes(result.level), result.level);
  assert.ok(result.message.text);
  const [location] = result.locations;
  assert.ok(location);
  const steps = (result.codeFlows ?? []).flatMap(({ threadFlows }) => {
    assert.equal(threadFlows.length, 1);
    return threadFlows.flatMap((flow) => flow.locations.map((step) => step.location));
  });
  if (result.codeFlows) assert.ok(steps.length > 1, "a way has a beginning and an end");
  for (const step of steps) assert.ok(step.message?.text);
  const changes = (result.fixes ?? []).flatMap((fix) => fix.artifactChanges);
  return {
    rule: result.ruleId,
    uri: location.physicalLocation.artifactLocation.uri,
    text: textAt(location, run),
    flow: steps.map((step) => `${step.physicalLocation.artifactLocation.uri}: ${textAt(step, run)}`),
    replaced: changes.flatMap(({ artifactLocation, replacements }) =>
      replacements.map(({ deletedRegion }) => regionText(textOf(artifactLocation, run), deletedRegion)),
    ),
  };
}

function textAt({ physicalLocation: { artifactLocation, region } }: Location, run: Run): string {
  assert.ok(region);
  return regionText(textOf(artifactLocation, run), region);
}

/** The file's text without a byte order mark: no region may depend on one (3.30.2). */
function textOf({ uri, uriBaseId }: ArtifactLocation, run: Run): string {
  assert.doesNotMatch(uri, /[^\w!$&'()*+,;=@~.:/%-]|%(?![0-9A-F]{2})/, `${uri} is no encoded URI`);
  if (uriBaseId === undefined) assert.match(uri, /^file:\/\/\//);
  else assert.doesNotMatch(uri, /^\/|^\w+:|(^|\/)\.\.(\/|$)/, `${uri} is not relative to its base`);
  const base = uriBaseId === undefined ? undefined : run.originalUriBaseIds[uriBaseId]?.uri;
  return fs.readFileSync(fileURLToPath(new URL(uri, base)), "utf8").replace(/^\uFEFF/, "");
}

function regionText(text: string, { startLine, startColumn, endLine, endColumn }: Region): string {
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const offsetOf = (line: number, column: number) => {
    const own = lines[line - 1];
    assert.ok(own !== undefined || line === lines.length + 1, `there is no line ${line}`);
    assert.ok(column >= 1 && column <= (own ?? "").length + 1, `line ${line} has no column ${column}`);
    return lines.slice(0, line - 1).join("").length + column - 1;
  };
  const [start, end] = [offsetOf(startLine, startColumn), offsetOf(endLine, endColumn)];
  assert.ok(start <= end);
  return text.slice(start, end);
}
