package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.client.Provenance;
import io.lintel.signing.InvalidJwtException;
import io.lintel.storage.Race;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When a client's published keys are fetched.
@Tag("SEC-G3")
final class PublishedKeySetsTest {

    private static final URI SHOP = URI.create("https://shop.example/keys");
    private static final String ED25519 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"kid\":\"%s\"}";

    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable String published = set("one");
    private final AtomicLong ticks = new AtomicLong();
    private final PublishedKeySets sets = new PublishedKeySets(this::fetch, ticks::get);

    @Test
    void setIsFetchedOnceForAllWhoNeedItAtOnce() {
        var answers = Race.of(50, _ -> keys("one"));

        assertThat(answers).allSatisfy(keys -> assertThat(keys).containsExactly("one"));
        assertThat(fetched).hasSize(1);
    }

    @Test
    void unknownKeyIsLookedForOnceAMinuteAtMost() {
        keys("one");
        published = set("one", "two");

        ticks.addAndGet(PublishedKeySets.PAUSE.toNanos() - 1);
        assertThat(Race.of(50, i -> keys("unknown-" + i)))
                .allSatisfy(keys -> assertThat(keys).containsExactly("one"));
        assertThat(fetched).hasSize(1);

        ticks.addAndGet(1);
        assertThat(keys("two")).containsExactly("one", "two");
        assertThat(keys("three")).containsExactly("one", "two");
        assertThat(fetched).hasSize(2);
    }

    @Test
    void oldSetIsFetchedAnew() {
        keys("one");
        published = set("two");

        ticks.addAndGet(PublishedKeySets.AGE.toNanos() - 1);
        assertThat(keys("one")).containsExactly("one");
        ticks.addAndGet(1);
        assertThat(keys(null)).containsExactly("two");
    }

    @Test
    void lastGoodSetStaysWhenTheNextCannotBeHad() {
        keys("one");
        for (var broken : new String[] {null, "", "{}", "{\"keys\":1}"}) {
            published = broken;
            ticks.addAndGet(PublishedKeySets.AGE.toNanos());
            assertThat(keys("one")).containsExactly("one");
        }
        assertThat(fetched).hasSize(5);
    }

    @Test
    void setThatNeverWasIsAskedForOnceAMinuteAtMost() {
        published = null;

        for (var i = 0; i < 5; i++) {
            assertThatExceptionOfType(InvalidJwtException.class).isThrownBy(() -> keys("one"));
        }
        assertThat(fetched).hasSize(1);

        published = set("one");
        ticks.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(keys("one")).containsExactly("one");
    }

    @Test
    void whoMayFetchFromAnywhereSharesNothingWithWhoMayNot() {
        sets.keys(SHOP, Provenance.OPERATOR, null);
        sets.keys(SHOP, Provenance.SELF_REGISTERED, null);

        assertThat(fetched).containsExactly("OPERATOR", "SELF_REGISTERED");
    }

    private List<String> keys(@Nullable String kid) {
        return sets.keys(SHOP, Provenance.OPERATOR, kid).stream()
                .map(key -> String.valueOf(key.id()))
                .toList();
    }

    private String fetch(URI uri, Provenance namedBy) {
        fetched.add(namedBy.name());
        var text = published;
        if (text == null) {
            throw InvalidJwtException.because("nobody is there");
        }
        return text;
    }

    private static String set(String... kids) {
        return "{\"keys\":["
                + String.join(
                        ",", List.of(kids).stream().map(ED25519::formatted).toList())
                + "]}";
    }
}
