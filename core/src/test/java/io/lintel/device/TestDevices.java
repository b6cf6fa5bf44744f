package io.lintel.device;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.grant;

import io.lintel.authorization.Access;
import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.Client;
import io.lintel.client.TestClients;
import io.lintel.device.DeviceRequests.Capacity;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.UserCode;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/// Devices that wait. Each has a number; the same number makes the same one.
public final class TestDevices {

    public static final Duration INTERVAL = Duration.ofSeconds(5);
    public static final Capacity ROOM = new Capacity(1_000, 1_000);

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

    private TestDevices() {}

    public static DeviceRequestId id(int number) {
        return new DeviceRequestId("device23456789012345x" + number);
    }

    public static DeviceCode deviceCode(int number) {
        return new DeviceCode(Secret.of("devicecodewithmorethanenoughrandombits" + number));
    }

    public static UserCode userCode(int number) {
        var code = new StringBuilder();
        for (var rest = number; code.length() < 8; rest /= LETTERS.length()) {
            code.append(LETTERS.charAt(rest % LETTERS.length()));
        }
        return new UserCode(Secret.of(code.reverse().insert(4, '-').toString()));
    }

    /// A device of the shop, with every field set.
    public static DeviceRequest ofShop(int number) {
        return new DeviceRequest(
                id(number),
                TestClients.SHOP.id(),
                Access.of(Scopes.of(Scope.OPENID, Scope.GROUPS, new Scope("audience:server:client_id:api"))),
                new CodeChallenge(CodeChallengeMethod.S256, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                NOW.plusSeconds(300));
    }

    /// A device of another client, with no field set that may be left out.
    public static DeviceRequest plain(Client client, int number) {
        return new DeviceRequest(
                id(number), client.id(), Access.of(Scopes.of(Scope.OPENID)), null, NOW.plusSeconds(300));
    }

    /// Alice lets the device have what it asked for.
    public static ApprovedDevice approvedByAlice(int number) {
        var issued = TestAuthorizations.issuedToAlice(number);
        return new ApprovedDevice(grant(number), issued.access(), issued.authentication());
    }

    /// Lets a device wait in a store.
    public static void start(DeviceRequests requests, int number) {
        start(requests, ofShop(number), number);
    }

    static DeviceRequests.Start start(DeviceRequests requests, DeviceRequest request, int number) {
        return start(requests, request, number, NOW);
    }

    public static DeviceRequests.Start start(DeviceRequests requests, DeviceRequest request, int number, Instant now) {
        return requests.start(request, deviceCode(number), userCode(number), INTERVAL, ROOM, now);
    }
}
