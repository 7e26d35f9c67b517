import type { Rule } from "./rule";
import { activityTypes } from "./rules/activityTypes";
import { cancelLosingTimer } from "./rules/cancelLosingTimer";
import { guardLogging } from "./rules/guardLogging";
import { handlerKind } from "./rules/handlerKind";
import { noAwait } from "./rules/noAwait";
import { noCancellationSignal } from "./rules/noCancellationSignal";
import { noCodeAfterContinueAsNew } from "./rules/noCodeAfterContinueAsNew";
import { noCurrentTimeMutation } from "./rules/noCurrentTimeMutation";
import { noDelay } from "./rules/noDelay";
import { noDirectOrchestratorCall } from "./rules/noDirectOrchestratorCall";
import { noDone } from "./rules/noDone";
import { noEmptyJoin } from "./rules/noEmptyJoin";
import { noEndlessLoop } from "./rules/noEndlessLoop";
import { noEnvironment } from "./rules/noEnvironment";
import { noHighResolutionClock } from "./rules/noHighResolutionClock";
import { noImplicitGlobal } from "./rules/noImplicitGlobal";
import { noInjectedClient } from "./rules/noInjectedClient";
import { noModuleState } from "./rules/noModuleState";
import { noNetwork } from "./rules/noNetwork";
import { noNondeterministicConstant } from "./rules/noNondeterministicConstant";
import { noPromiseCombinators } from "./rules/noPromiseCombinators";
import { noRandom } from "./rules/noRandom";
import { noRandomId } from "./rules/noRandomId";
import { noReplayingBranch } from "./rules/noReplayingBranch";
import { noReplayingCall } from "./rules/noReplayingCall";
import { noReplayingData } from "./rules/noReplayingData";
import { noStorage } from "./rules/noStorage";
import { noSwallowedFailure } from "./rules/noSwallowedFailure";
import { noThreads } from "./rules/noThreads";
import { noTimerCancelBeforeContinueAsNew } from "./rules/noTimerCancelBeforeContinueAsNew";
import { noWallClock } from "./rules/noWallClock";
import { noWallClockTimer } from "./rules/noWallClockTimer";
import { noWeakReference } from "./rules/noWeakReference";
import { noWrongContext } from "./rules/noWrongContext";
import { noYieldFireAndForget } from "./rules/noYieldFireAndForget";
import { noYieldNonTask } from "./rules/noYieldNonTask";
import { noYieldPromise } from "./rules/noYieldPromise";
import { orchestratorBindings } from "./rules/orchestratorBindings";
import { preferYieldStar } from "./rules/preferYieldStar";
import { sdkCallShapes } from "./rules/sdkCallShapes";
import { sdkMembers } from "./rules/sdkMembers";
import { serializableInput } from "./rules/serializableInput";
import { suppressionReason } from "./rules/suppressionReason";
import { throwErrors } from "./rules/throwErrors";
import { timerDates } from "./rules/timerDates";
import { unknownActivity } from "./rules/unknownActivity";
import { unknownDurableMember } from "./rules/unknownDurableMember";
import { unknownEntity } from "./rules/unknownEntity";
import { unknownEvent } from "./rules/unknownEvent";
import { unknownOrchestrator } from "./rules/unknownOrchestrator";
import { unusedSuppression } from "./rules/unusedSuppression";
import { yieldTasks } from "./rules/yieldTasks";

export const allRules: readonly Rule[] = [
  ...[noWallClock, noHighResolutionClock, noRandom, noRandomId, noDelay],
  ...[noThreads, noNetwork, noStorage, noEnvironment],
  ...[yieldTasks, noYieldPromise, preferYieldStar, noYieldNonTask, noAwait, noPromiseCombinators, noYieldFireAndForget],
  ...[noEmptyJoin, cancelLosingTimer, noTimerCancelBeforeContinueAsNew, noEndlessLoop, noCodeAfterContinueAsNew],
  ...[noSwallowedFailure, throwErrors, serializableInput, timerDates],
  ...[guardLogging, noModuleState, noImplicitGlobal, noCurrentTimeMutation, noWallClockTimer],
  ...[noCancellationSignal, noWeakReference, noNondeterministicConstant, noInjectedClient],
  ...[noReplayingBranch, noReplayingData, noReplayingCall],
  ...[unknownActivity, unknownOrchestrator, unknownEntity, unknownEvent, activityTypes],
  ...[unknownDurableMember, sdkMembers, sdkCallShapes, handlerKind, noDirectOrchestratorCall, noWrongContext, noDone],
  ...[orchestratorBindings],
  ...[unusedSuppression, suppressionReason],
];
