package io.lintel.storage.jdbc;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.connector.Address;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scopes;
import io.lintel.session.Authentication;
import io.lintel.token.RefreshFamily;
import io.lintel.token.RefreshFamily.Superseded;
import io.lintel.token.RefreshFamilyId;
import io.lintel.token.TokenHash;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// A row as the first release wrote it. It must never change; later releases add rows of their own.
final class FirstRelease {

    static final String FAMILY_ROW = """
            INSERT INTO grants (grant_id, family_id, generation, last_used_at, last_used_hour, content, sealed) VALUES
            (123472658255365, 'rqz4vr3ufvlkyaasxhbmyyfz4a', 3, 1772366400123456, 492324, '{"v":1,"client":"shop",\
            "connector":"corp","scopes":["openid","offline_access"],"nonce":"n","authenticated_at":1772366399000000,\
            "created_at":1772366399500000,\
            "current":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",\
            "previous":{"hash":"ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100","salt":"s",\
            "at":1772366400123456},"of a later release":[{"x":null}],"identity":{"user_id":"u","username":"U",\
            "preferred_username":"u1","email":"u@example.org","email_verified":true,"groups":["g1","g2"],\
            "given_name":"G","family_name":"F","middle_name":"M","nickname":"N","profile":"p","picture":"i",\
            "website":"w","gender":"x","birthdate":"1970","zoneinfo":"UTC","locale":"en","updated_at":1000000,\
            "address":{"formatted":"a","street_address":"b","locality":"c","region":"d","postal_code":"e",\
            "country":"f"},"phone_number":"1","phone_number_verified":false}}', NULL)""";

    static final RefreshFamily FAMILY = new RefreshFamily(
            new RefreshFamilyId("rqz4vr3ufvlkyaasxhbmyyfz4a"),
            new GrantId(123472658255365L),
            new ClientId("shop"),
            new Access(Scopes.parse("openid offline_access"), "n"),
            Authentication.of(
                    new ConnectorId("corp"),
                    Identity.of("u")
                            .username("U")
                            .preferredUsername("u1")
                            .email(new Email("u@example.org", true))
                            .groups(List.of("g1", "g2"))
                            .profile(new Profile(
                                    "G",
                                    "F",
                                    "M",
                                    "N",
                                    "p",
                                    "i",
                                    "w",
                                    "x",
                                    "1970",
                                    "UTC",
                                    "en",
                                    Instant.ofEpochSecond(1)))
                            .address(new Address("a", "b", "c", "d", "e", "f"))
                            .phone(new PhoneNumber("1", false))
                            .build(),
                    Instant.parse("2026-03-01T11:59:59Z")),
            Instant.parse("2026-03-01T11:59:59.500Z"),
            Instant.parse("2026-03-01T12:00:00.123456Z"),
            3,
            hash("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
            new Superseded(
                    hash("ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"),
                    "s",
                    Instant.parse("2026-03-01T12:00:00.123456Z")));

    private FirstRelease() {}

    private static TokenHash hash(String hex) {
        return TokenHash.ofBytes(HexFormat.of().parseHex(hex));
    }
}
