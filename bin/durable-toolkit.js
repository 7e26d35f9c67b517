#!/usr/bin/env node
"use strict";
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const bootstrap = path.join(root, "scripts", "bootstrap.mjs");

// Only a checkout has scripts; there, what runs is what the sources say. Standard output belongs to the command.
if (fs.existsSync(bootstrap)) {
  const { status } = spawnSync(process.execPath, [bootstrap, "build", "cli", "replayHost"], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
  });
  if (status !== 0) process.exit(2);
}

require("../dist/cli.js");
