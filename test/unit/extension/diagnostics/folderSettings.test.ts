import assert from "node:assert/strict";
import { settings, type SettingName, type Settings } from "../../../../src/contributions/settings";
import { lintSettings, severitiesOf } from "../../../../src/extension/diagnostics/folderSettings";

/** Reads what folders set, of everything else the default. */
function readerOf(set: Readonly<Record<string, Partial<Settings>>>) {
  return <Name extends SettingName>(name: Name, folder = "window"): Settings[Name] =>
    (set[folder] as Partial<Record<Name, Settings[Name]>> | undefined)?.[name] ?? settings[name].default;
}

describe("settings of the check as the thread is told them", () => {
  it("are those of the window, and of each folder its own", () => {
    const read = readerOf({
      window: { "lint.rules": { "no-random": "hint" } },
      "/orders": { "lint.rules": { "no-random": "error" }, "lint.followPackages": true },
      "/parcels": { "lint.enabled": false },
    });
    assert.deepEqual(lintSettings(["/orders", "/parcels"], read), {
      severities: { "no-random": "hint" },
      followPackages: false,
      folders: [
        { folder: "/orders", isEnabled: true, severities: { "no-random": "error" }, followPackages: true },
        { folder: "/parcels", isEnabled: false, severities: {}, followPackages: false },
      ],
    });
  });

  it("leave out what is no severity", () => {
    const byHand = { "no-random": "loud", "no-delay": "off" } as unknown as Settings["lint.rules"];
    assert.deepEqual(severitiesOf(byHand), { "no-delay": "off" });
  });
});
