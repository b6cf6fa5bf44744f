package io.lintel.device;

import io.lintel.authorization.AskingDevice;
import io.lintel.authorization.AuthorizationRequest;
import io.lintel.oauth2.UserCode;
import java.time.Clock;
import java.util.Optional;

/// Finds the device whose user code somebody has typed (RFC 8628, section 3.3), and makes an authorization request
/// of what it asks for. Answers nothing: that is for the end-user to do.
public final class DeviceVerification {

    private final DeviceRequests requests;
    private final Clock clock;

    public DeviceVerification(DeviceRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /// Empty if no device waits with that code, whatever the reason.
    public Optional<AskingDevice> find(String typed) {
        return UserCode.parse(typed).flatMap(userCode -> requests.findUnanswered(userCode, clock.instant())
                .map(request -> new AskingDevice(request.id(), userCode, request.expiresAt())));
    }

    /// What a device that was found asks for, if it still waits.
    public Optional<AuthorizationRequest> request(AskingDevice device) {
        return requests.findUnanswered(device.request(), clock.instant())
                .map(request -> AuthorizationRequest.ofDevice(request.client(), request.access(), device));
    }
}
