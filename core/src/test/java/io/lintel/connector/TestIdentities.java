package io.lintel.connector;

import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// People who log in.
public final class TestIdentities {

    /// Of her everything is known that can be known of a person, in more than one script, and she is in 500
    /// groups.
    public static final Identity ALICE = Identity.of("uid=alice,ou=Straße 7,dc=例え,dc=org")
            .username("Alice 🦊 Łukaszewicz-O'Neil \"the <b>fox</b>\"")
            .preferredUsername("alice")
            .email(new Email("alice+größe@example.org", true))
            .groups(groups(500))
            .profile(new Profile(
                    "Алиса",
                    "Łukaszewicz",
                    "山田\\ \n\t\u0000\u2028",
                    "fox",
                    "https://example.org/~alice?a=b&c=d",
                    "https://example.org/alice.png",
                    "https://alice.example.org/",
                    "female",
                    "0000-02-29",
                    "Europe/Warsaw",
                    "pl-PL",
                    Instant.parse("2025-12-31T23:59:59.999Z")))
            .address(
                    new Address("Straße 7\n00-950 Warszawa", "Straße 7", "Warszawa", "Mazowieckie", "00-950", "Polska"))
            .phone(new PhoneNumber("+48 22 555 12 12", false))
            .refreshState(Secret.of("upstream-refresh-token-of-alice-ŵ"))
            .build();

    /// Of him nothing is known but the user id.
    public static final Identity BOB = Identity.of("b").build();

    private TestIdentities() {}

    private static List<String> groups(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "cn=Gruppe Nr. " + i + " – développeurs,ou=groups,dc=example,dc=org")
                .toList();
    }
}
