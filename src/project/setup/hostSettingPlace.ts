import type { JsonMember } from "./jsonSource";
import { azureStorageNames, durableTaskNames, movedNames } from "./hostSchema";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "host-setting-place";

/** Settings that host.json has in a block where the extension does not read them. */
export function hostSettingPlace(facts: SetupFacts): readonly SetupFinding[] {
  const { host } = facts;
  const outside = host.member("durableTask");
  const isVersion1 = host.member("version") === undefined;
  const moved = usesExtension1(facts) ? [] : members(facts);
  if (!outside || isVersion1) return moved;
  const message =
    'With "version": "2.0" the host reads "durableTask" only inside "extensions": all of this block is ignored. Move it to extensions.durableTask.';
  return [{ rule, severity: "error", message, place: outside.place }, ...moved];
}

/** Bundle 1 brings extension 1.x, where everything is one block. */
function usesExtension1({ bundle, extensionVersion }: SetupFacts): boolean {
  return bundle?.end
    ? bundle.end[0] < 2 || (bundle.end[0] === 2 && bundle.end[1] === 0)
    : (extensionVersion ?? "").startsWith("1.");
}

function members({ host }: SetupFacts): readonly SetupFinding[] {
  const tooHigh = host.members("extensions", "durableTask").flatMap((member) => {
    const name = member.name.toLowerCase();
    const storage = find(azureStorageNames, name);
    const right = movedNames[name] ?? (storage === undefined ? undefined : `storageProvider.${storage}`);
    return right === undefined ? [] : [misplaced(member, `extensions.durableTask.${right}`)];
  });
  const tooLow = host.members("extensions", "durableTask", "storageProvider").flatMap((member) => {
    const right = find(durableTaskNames, member.name.toLowerCase());
    return right === undefined ? [] : [misplaced(member, `extensions.durableTask.${right}`)];
  });
  return [...tooHigh, ...tooLow];
}

function find(names: readonly string[], lowerCased: string): string | undefined {
  return names.find((name) => name.toLowerCase() === lowerCased);
}

function misplaced({ name, place }: JsonMember, right: string): SetupFinding {
  const message = `"${name}" is not read here: the extension (2.x and newer) reads ${right}. Move it there.`;
  return { rule, severity: "warning", message, place };
}
