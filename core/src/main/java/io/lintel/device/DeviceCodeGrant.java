package io.lintel.device;

import io.lintel.authorization.ApprovedDevice;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.device.DeviceRequests.Poll;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import io.lintel.secret.Secret;
import io.lintel.token.Authorization;
import io.lintel.token.Grant;
import io.lintel.token.GrantRevocation;
import io.lintel.token.VerifierCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Lets a device fetch the end-user's answer (RFC 8628, section 3.4): once, and only by the client that asked.
///
/// Client, verifier and resources are checked before anything changes, so that whoever holds a device code alone
/// can neither fetch the answer nor slow the device down.
public final class DeviceCodeGrant implements Grant {

    /// Two attempts of one device may cross; whoever comes later than this has a copy of the code.
    private static final Duration CROSSING = Duration.ofSeconds(2);

    private final DeviceRequests requests;
    private final GrantRevocation revocation;
    private final Clock clock;

    public DeviceCodeGrant(DeviceRequests requests, GrantRevocation revocation, Clock clock) {
        this.requests = requests;
        this.revocation = revocation;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public Authorization authorize(AuthenticatedClient client, Parameters parameters) {
        var code = new DeviceCode(Secret.of(parameters.require("device_code")));
        var request = requests.find(code).orElseThrow(() -> refused("the device code is unknown"));
        if (!request.client().equals(client.client().id())) {
            throw refused("the device code was given to client \"" + request.client() + "\"");
        }
        VerifierCheck.require(request.codeChallenge(), parameters);
        var resources = request.access().narrowed(Resource.read(parameters));
        return switch (requests.poll(code, clock.instant())) {
            case Poll.Pending pending -> {
                requireAlive(request);
                throw told(ErrorCode.AUTHORIZATION_PENDING, "the end-user of " + request.id() + " has not answered");
            }
            case Poll.TooSoon tooSoon -> {
                requireAlive(request);
                throw told(ErrorCode.SLOW_DOWN, "the device of " + request.id() + " asks too often");
            }
            case Poll.Denied denied -> throw told(ErrorCode.ACCESS_DENIED, "the end-user said no to " + request.id());
            case Poll.First first -> {
                requireAlive(request);
                yield authorization(first.approved(), client.client(), resources);
            }
            case Poll.Again again -> throw replayed(again);
            case Poll.Unknown unknown -> throw refused("the device code is unknown");
        };
    }

    private void requireAlive(DeviceRequest request) {
        if (!clock.instant().isBefore(request.expiresAt())) {
            throw told(ErrorCode.EXPIRED_TOKEN, "the device code of " + request.id() + " has expired");
        }
    }

    private OAuth2Exception replayed(Poll.Again again) {
        if (clock.instant().isAfter(again.fetchedAt().plus(CROSSING))) {
            revocation.revoke(again.grant());
            return refused("the device code was used at " + again.fetchedAt() + "; what it gave is revoked");
        }
        return refused("the device code was used a moment ago");
    }

    private static Authorization authorization(ApprovedDevice approved, Client client, List<Resource> resources) {
        return new Authorization.ForEndUser(
                GrantType.DEVICE_CODE,
                approved.grant(),
                client,
                approved.access(),
                resources,
                approved.authentication(),
                null);
    }

    private static OAuth2Exception refused(String detail) {
        return told(ErrorCode.INVALID_GRANT, detail);
    }

    private static OAuth2Exception told(ErrorCode code, String detail) {
        return OAuth2Exception.quietly(code, detail);
    }
}
