"use strict";
const vscode = require("vscode");

/** The screen alone does not tell a stop from the one before it when both are on the same line. */
exports.activate = (context) => {
  const item = vscode.window.createStatusBarItem("stops", vscode.StatusBarAlignment.Right);
  let stops = 0;
  let reason = "";
  const show = (text) => {
    item.text = `stop ${stops}: ${text}`;
    item.show();
  };
  const witness = {
    onDidSendMessage(message) {
      if (message.event === "stopped") {
        stops += 1;
        reason = message.body.reason;
      } else if (message.command === "stackTrace" && message.success && message.body.stackFrames.length > 0) {
        show(`${reason} at ${message.body.stackFrames[0].line}`);
      } else if (message.event === "terminated") {
        stops += 1;
        show("ended");
      }
    },
  };
  context.subscriptions.push(
    item,
    vscode.debug.registerDebugAdapterTrackerFactory("*", { createDebugAdapterTracker: () => witness }),
  );
  show("none yet");
};
