import assert from "node:assert/strict";
import fs from "node:fs";
import { commandId, commandNames } from "../../../src/contributions/commands";
import { contextKeys, functionsView, instancesView, prefix, walkthroughId } from "../../../src/contributions/identity";
import { activationEvents, capabilities, contributes } from "../../../src/contributions/manifest";
import { settings } from "../../../src/contributions/settings";

describe("manifest", () => {
  const { commands, menus, keybindings, configuration, debuggers, views, viewsContainers, viewsWelcome, walkthroughs } =
    contributes([]);

  it("gives every command a title, the category and the prefix", () => {
    assert.deepEqual(
      commands.map(({ command }) => command),
      commandNames.map((name) => `durableToolkit.${name}`),
    );
    assert.ok(commands.every(({ title, category }) => title && category === "Durable Functions"));
  });

  it("puts only its own commands into menus, once per place and group", () => {
    const known = new Set(commands.map(({ command }) => command));
    for (const [menu, items] of Object.entries(menus) as [
      string,
      { command: string; when: string; group?: string }[],
    ][]) {
      const placed = items.map(({ command, when, group = "" }) => `${command} in ${group} when ${when}`);
      assert.ok(placed.length > 0, menu);
      assert.ok(
        items.every(({ command }) => known.has(command)),
        menu,
      );
      assert.equal(new Set(placed).size, placed.length, menu);
    }
  });

  it("hides what runs user code or reads secrets from Restricted Mode", () => {
    // Code is read and written there, as in any editor, and never run.
    const harmless = ["showLeftOut", "newFunction", "extractActivity", "showFunctionGraph"].map(
      (name) => `${prefix}.${name}`,
    );
    for (const [menu, items] of Object.entries(menus)) {
      for (const { command, when } of items)
        if (when !== "false" && !harmless.includes(command))
          assert.match(when, /isWorkspaceTrusted/, `${command} in ${menu}`);
    }
    const offeredAnyway = commandNames.filter(
      (name) => !menus.commandPalette.some(({ command }) => command === commandId(name)),
    );
    assert.deepEqual(offeredAnyway, [
      "replaySample",
      "resetSample",
      "saveSampleProject",
      "getStarted",
      "forgetConnectionString",
      "showLog",
    ]);
  });

  it("has its views in a container of their own, which say what to do while they are empty", () => {
    const container = viewsContainers.activitybar[0]?.id ?? "";
    assert.match(container, /^[\w-]+$/);
    assert.deepEqual(Object.keys(views), [container]);
    const ids = Object.values(views)
      .flat()
      .map(({ id }) => id);
    assert.deepEqual(ids, [instancesView, functionsView]);
    assert.deepEqual(
      viewsWelcome.map(({ view, when }) => [view, when]),
      [
        [instancesView, "durableToolkit.hasNoInstances && isWorkspaceTrusted"],
        [instancesView, "durableToolkit.hasNoInstances && !isWorkspaceTrusted"],
        [functionsView, "durableToolkit.hasNoFunctions && !durableToolkit.isProject"],
        [functionsView, "durableToolkit.hasNoFunctions && durableToolkit.isProject && !durableToolkit.isUnchecked"],
        [functionsView, "durableToolkit.isProject && durableToolkit.isUnchecked"],
      ],
    );
    for (const { view, contents } of viewsWelcome)
      assert.match(contents, view === instancesView ? /command:durableToolkit\.replaySample\)/ : /\]\(command:/);
  });

  it("links only to commands that exist, and to pictures and menus' rows that exist", () => {
    const own = new Set(commands.map(({ command }) => command));
    const text = JSON.stringify({ viewsWelcome, walkthroughs });
    const linked = [...text.matchAll(/(?:command|onCommand):(durableToolkit\.\w+)/g)].map(
      ([, command = ""]) => command,
    );
    assert.ok(linked.length > 8);
    assert.deepEqual(
      linked.filter((command) => !own.has(command) && command !== "durableToolkit.instances"),
      [],
    );
    for (const { steps } of walkthroughs) for (const { media } of steps) assert.ok(fs.existsSync(media.svg), media.svg);
    const { publisher, name } = JSON.parse(fs.readFileSync("package.json", "utf8")) as Record<string, string>;
    assert.equal(`${publisher ?? ""}.${name ?? ""}#${walkthroughs[0]?.id ?? ""}`, walkthroughId);
  });

  it("lets pictures of the walkthrough follow the theme", () => {
    for (const { media } of walkthroughs.flatMap(({ steps }) => steps)) {
      const bare = fs.readFileSync(media.svg, "utf8").replaceAll(/var\(--vscode-[\w-]+, (?:[^()]|\([^()]*\))+\)/g, "");
      assert.doesNotMatch(bare, /(?:fill|stroke)="#/, media.svg);
    }
  });

  it("reads only context keys that the extension sets or the editor has", () => {
    const own = new Set<string>(Object.values(contextKeys));
    const text = JSON.stringify({
      menus,
      keybindings,
      debuggers,
      walkthroughs: walkthroughs.map(({ when }) => when),
    })
      .replaceAll(`view == ${instancesView}`, "")
      .replaceAll(`view == ${functionsView}`, "");
    const read = [...text.matchAll(/durableToolkit\.(\w+)(?= &&|"| \|\|)/g)].map(([key]) => key);
    const commandIds = new Set(commands.map(({ command }) => command));
    assert.deepEqual(
      read.filter((key) => !own.has(key) && !commandIds.has(key)),
      [],
    );
  });

  it("matches history files by their whole suffix", () => {
    const when = menus["explorer/context"][0]?.when ?? "";
    const source = /=~ \/(.+)\/ &&/.exec(when)?.[1] ?? "";
    assert.match("order-7f3.durable-history.json", new RegExp(source));
    assert.doesNotMatch("order.durable-historyXjson", new RegExp(source));
    assert.doesNotMatch("package.json", new RegExp(source));
  });

  it("binds its keys in a stopped replay only", () => {
    assert.equal(keybindings.length, 2);
    for (const { when } of keybindings) assert.equal(when, "debugType == 'durable-replay' && debugState == 'stopped'");
  });

  it("restricts exactly the settings that decide what runs or where secrets go", () => {
    assert.deepEqual(capabilities().untrustedWorkspaces.restrictedConfigurations, [
      "durableToolkit.connections",
      "durableToolkit.replay.nodePath",
      "durableToolkit.replay.env",
      "durableToolkit.replay.allowNativeModules",
    ]);
    for (const name of ["nodePath", "env", "allowNativeModules"])
      assert.equal(configuration.properties[`durableToolkit.replay.${name}`]?.["scope"], "machine-overridable");
    assert.ok(Object.values(configuration.properties).every((property) => !("restricted" in property)));
    assert.equal(Object.keys(configuration.properties).length, Object.keys(settings).length);
  });

  it("names grammars that exist, with their own scope", () => {
    for (const { path, scopeName, injectTo } of contributes([]).grammars) {
      const grammar = JSON.parse(fs.readFileSync(path, "utf8")) as { scopeName: string; injectionSelector: string };
      assert.equal(grammar.scopeName, scopeName);
      for (const scope of injectTo) assert.ok(grammar.injectionSelector.includes(`L:${scope} `), scope);
    }
  });

  it("wakes for Functions projects, its own debug type and a picture that was open, only", () => {
    assert.deepEqual(activationEvents(), [
      "workspaceContains:**/host.json",
      "onDebugResolve:durable-replay",
      "onDebugDynamicConfigurations:durable-replay",
      "onWebviewPanel:durableToolkit.functionGraph",
    ]);
  });

  it("offers snippets that are valid launches", () => {
    const [replay] = debuggers;
    const known = new Set([
      ...Object.keys(replay?.configurationAttributes.launch.properties ?? {}),
      "type",
      "request",
      "name",
    ]);
    for (const { body } of replay?.configurationSnippets ?? []) {
      assert.deepEqual([body.type, body.request], ["durable-replay", "launch"]);
      assert.deepEqual(
        Object.keys(body).filter((name) => !known.has(name)),
        [],
      );
    }
  });
});
