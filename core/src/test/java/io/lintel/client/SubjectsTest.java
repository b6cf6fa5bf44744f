package io.lintel.client;

import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients are told of end-users (OpenID Connect Core, section 8).
@Tag("SEC-I1")
final class SubjectsTest {

    private static final Subject ALICE = new Subject("alice", "corp");

    private final Subjects subjects = TestSubjects.SUBJECTS;

    @Test
    void publicSubjectIsThatOfDex() {
        assertThat(subjects.sub(SHOP, ALICE)).isEqualTo("CgVhbGljZRIEY29ycA");
        assertThat(subjects.find("CgVhbGljZRIEY29ycA", SHOP)).contains(ALICE);
    }

    @Test
    void pairwiseSubjectIsThatOfTheSectorAlone() {
        var shop = pairwise(SHOP, "shop.example");

        assertThat(subjects.sub(shop, ALICE))
                .isEqualTo(subjects.sub(pairwise(API, "shop.example"), ALICE))
                .isNotEqualTo(subjects.sub(pairwise(SHOP, "other.example"), ALICE))
                .isNotEqualTo(subjects.sub(opaque(SHOP), ALICE));
    }

    @Test
    void opaqueSubjectIsTheSameForEveryClient() {
        assertThat(subjects.sub(opaque(SHOP), ALICE)).isEqualTo(subjects.sub(opaque(THIEF), ALICE));
    }

    /// Any user ids and connector ids, also those that are made of parts of one another.
    @Test
    void differentUsersOfASectorAreNeverTheSame() {
        var random = new Random(1);
        var parts = List.of(
                "a", "aa", "ab", "b", "\u0000", "\n", "ü", "🦊", "pairwise", "shop.example", " ", "\u0012\u0004");
        for (var client : List.of(SHOP, opaque(SHOP), pairwise(SHOP, "shop.example"))) {
            var seen = new HashMap<String, Subject>();
            for (var i = 0; i < 20_000; i++) {
                var user = new Subject(text(parts, random), text(parts, random));
                var sub = subjects.sub(client, user);
                assertThat(seen.merge(sub, user, (one, other) -> one)).isEqualTo(user);
                assertThat(subjects.isSub(sub, client, user)).isTrue();
            }
            assertThat(seen).hasSizeGreaterThan(5_000);
        }
    }

    @Test
    void subjectThatTellsNothingHoldsNothingOfTheUser() {
        for (var client : List.of(opaque(SHOP), pairwise(SHOP, "shop.example"))) {
            var sub = subjects.sub(client, ALICE);

            assertThat(sub).matches("[A-Za-z0-9_-]{43}");
            assertThat(subjects.find(sub, client)).isEmpty();
            assertThat(Subject.decode(sub)).isEmpty();
        }
    }

    @Test
    void anotherInstallationTellsSomethingElse() {
        var other = new Subjects(SubjectSalt.random(new Entropy()));

        assertThat(other.sub(opaque(SHOP), ALICE)).isNotEqualTo(subjects.sub(opaque(SHOP), ALICE));
        assertThat(other.sub(SHOP, ALICE)).isEqualTo(subjects.sub(SHOP, ALICE));
    }

    @Test
    void subjectOfOneTypeIsNotThatOfAnother() {
        assertThat(subjects.isSub(subjects.sub(opaque(SHOP), ALICE), SHOP, ALICE))
                .isFalse();
        assertThat(subjects.isSub(subjects.sub(SHOP, ALICE), opaque(SHOP), ALICE))
                .isFalse();
        assertThat(subjects.isSub("", opaque(SHOP), ALICE)).isFalse();
    }

    @Test
    void clientIsToldOfItselfAsItIs() {
        var itself = new Subject("shop", "");

        assertThat(subjects.sub(opaque(SHOP), itself)).isEqualTo(itself.encode());
    }

    @Test
    void saltIsNotPrintedAndHasEnoughOfIt() {
        var salt = SubjectSalt.random(new Entropy());

        assertThat(salt.toString()).doesNotContain(salt.value().reveal());
        assertThatIllegalArgumentException().isThrownBy(() -> new SubjectSalt(Secret.of("short")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a, shop.example",
        "https://shop.example/a https://SHOP.example/b, shop.example",
        "https://shop.example/a https://shop.example:8443/b, shop.example",
        "https://shop.example/a https://www.shop.example/b, ''",
        "https://shop.example/a com.example.app:/b, ''",
        "com.example.app:/b, ''",
        "http://127.0.0.1/a, ''",
        "http://localhost:3000/a, ''",
        "http://[::1]/a, ''",
        "not%a%uri, ''"
    })
    void sectorIsTheOneHostOfAllRedirectUris(String uris, String sector) {
        assertThat(Sector.of(List.of(uris.split(" "))).orElse("")).isEqualTo(sector);
    }

    @Test
    void clientWithoutAddressesHasNoSector() {
        assertThat(Sector.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"example.org, example.org", "EXAMPLE.org, example.org", "https://example.org/sector.json, example.org"})
    void sectorIsReadFromAHostOrAUri(String text, String sector) {
        assertThat(Sector.parse(text)).isEqualTo(sector);
    }

    @ParameterizedTest
    @CsvSource({"''", "a b", "https://", "urn:x", "localhost", "http://127.0.0.1/"})
    void sectorNeedsAHost(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sector.parse(text));
    }

    private static String text(List<String> parts, Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(4); i >= 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    private static Client pairwise(Client client, String sector) {
        return with(client, new SubjectType.Pairwise(sector));
    }

    private static Client opaque(Client client) {
        return with(client, new SubjectType.Opaque());
    }

    private static Client with(Client client, SubjectType type) {
        return client.with()
                .tokens(TokenSettings.builder().subject(type).build())
                .build();
    }
}
