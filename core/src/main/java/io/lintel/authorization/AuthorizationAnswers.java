package io.lintel.authorization;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Entropy;
import io.lintel.session.AuthenticationContext;

/// Ends authorizations: a client is redirected to, a device finds its answer when it asks again.
final class AuthorizationAnswers {

    private final AuthorizationCodeIssuer codes;
    private final DeviceDecisions devices;
    private final AuthorizationResponses responses;
    private final Entropy entropy;

    AuthorizationAnswers(
            AuthorizationCodeIssuer codes, DeviceDecisions devices, AuthorizationResponses responses, Entropy entropy) {
        this.codes = codes;
        this.devices = devices;
        this.responses = responses;
        this.entropy = entropy;
    }

    /// The client is told what is wrong if it may not have the tokens any more that it asked for.
    NextStep respond(AuthorizationTarget target, PendingAuthorization authorization) {
        var request = authorization.request();
        if (!AuthenticationContext.suffices(
                authorization.requireLogin(), request.access().claims())) {
            return tell(target, authorization, ClaimsReading.unmet());
        }
        return switch (target) {
            case RedirectTarget redirect -> respond(redirect, authorization);
            case DeviceTarget device -> {
                var approved =
                        new ApprovedDevice(GrantId.random(entropy), request.access(), authorization.requireLogin());
                yield answered(device, authorization, devices.approve(device.request(), approved), true);
            }
        };
    }

    private NextStep respond(RedirectTarget target, PendingAuthorization authorization) {
        var request = authorization.request();
        try {
            return new NextStep.Respond(responses.success(target, request, codes.issue(target, authorization)));
        } catch (OAuth2Exception refused) {
            return new NextStep.Respond(responses.error(target, refused, request));
        }
    }

    NextStep deny(AuthorizationTarget target, PendingAuthorization authorization, String why) {
        return tell(target, authorization, OAuth2Exception.of(ErrorCode.ACCESS_DENIED, why));
    }

    /// A device is told no more than that there is nothing for it (RFC 8628, section 3.5).
    NextStep tell(AuthorizationTarget target, PendingAuthorization authorization, OAuth2Exception why) {
        return switch (target) {
            case RedirectTarget redirect ->
                new NextStep.Respond(responses.error(redirect, why, authorization.request()));
            case DeviceTarget device -> answered(device, authorization, devices.deny(device.request()), false);
        };
    }

    /// A request that was answered already keeps its first answer.
    private static NextStep answered(
            DeviceTarget device, PendingAuthorization authorization, boolean counts, boolean approved) {
        if (!counts) {
            throw StaleLoginException.finished(authorization.id());
        }
        return new NextStep.DeviceAnswered(device.client(), approved);
    }
}
