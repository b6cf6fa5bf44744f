package io.lintel.device;

import io.lintel.oauth2.CodeChallengeMethod;
import java.time.Duration;
import java.util.List;

/// What an operator decides about devices.
///
/// @param lifetime of device codes and user codes
/// @param interval how long a device waits between two polls, until it is told to slow down
/// @param capacity how many may wait at once; with the throttle it bounds the chance of guessing a user code
/// @param codeChallengeMethods the methods a device may use; it need use none
public record DevicePolicy(
        Duration lifetime,
        Duration interval,
        DeviceRequests.Capacity capacity,
        List<CodeChallengeMethod> codeChallengeMethods) {

    public DevicePolicy {
        codeChallengeMethods = List.copyOf(codeChallengeMethods);
    }
}
