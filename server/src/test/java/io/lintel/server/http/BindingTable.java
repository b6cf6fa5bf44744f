package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import io.lintel.server.http.Bound.Bearer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything that Lintel gives to somebody, beside everybody who might show it and wherever it might be shown.
///
/// `refused` somebody else, and the owner came through with it afterwards; `taken` from whoever showed it; `once`: it
/// was taken first and refused then; `again`: it was taken both times. Where a cell makes no sense it says why, in
/// parentheses: nobody of that kind has a part in it, nobody has logged in yet, whoever bears it may use it, or it
/// belongs to an upstream provider.
@Tag("SEC-B4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BindingTable {

    private static final String TABLE = """
                                      CLIENT     USER       CONNECTOR  BROWSER    REPLICA RESTART SECOND_USE
        AUTHORIZATION_CODE            refused    (nobody)   (nobody)   refused    once    once    once
        REFRESH_TOKEN                 refused    (nobody)   (nobody)   (nobody)   once    once    once
        DEVICE_CODE                   refused    (nobody)   (nobody)   (nobody)   once    once    once
        USER_CODE                     (nobody)   taken      taken      taken      once    once    once
        SESSION_COOKIE                refused    refused    refused    refused    again   again   again
        PENDING_LOGIN                 refused    (not yet)  refused    refused    once    once    once
        UPSTREAM_CALLBACK             refused    (not yet)  refused    refused    once    once    once
        CONSENT_FORM                  refused    refused    refused    refused    once    once    once
        REMEMBERED_CONSENT            refused    refused    refused    taken      again   again   again
        CODE_OF_AN_APPLICATION        taken      refused    refused    refused    once    once    once
        RECOVERY_CODE                 taken      refused    refused    refused    once    once    once
        KEY_CHALLENGE                 refused    refused    refused    refused    once    once    once
        PUSHED_REQUEST                refused    (not yet)  taken      taken      once    once    once
        ID_TOKEN_HINT                 refused    refused    refused    refused    again   again   again
        LOGOUT_CONFIRMATION           (nobody)   refused    refused    refused    once    once    once
        REGISTRATION_TOKEN            refused    (nobody)   (nobody)   (nobody)   again   again   again
        ACCESS_TOKEN_AT_USERINFO      (bearer)   (bearer)   (bearer)   (bearer)   again   again   again
        ACCESS_TOKEN_AT_INTROSPECTION refused    (nobody)   (nobody)   (nobody)   again   again   again
        SUBJECT_TOKEN                 (upstream) (upstream) refused    (nobody)   again   again   again
        CLIENT_ASSERTION              refused    (nobody)   (nobody)   (nobody)   once    once    once
        """;

    /// Who shows it that it was not given to, or where, or when.
    private enum Column {
        CLIENT,
        USER,
        CONNECTOR,
        BROWSER,
        REPLICA,
        RESTART,
        SECOND_USE
    }

    private final SharedStore store;
    private final Cast cast;
    private TestServer one;
    private TestServer two;
    private FactorArtefacts factors;

    /// @param store is closed at the end
    BindingTable(SharedStore store) {
        this.store = store;
        this.cast = new Cast(store);
    }

    @BeforeAll
    void start() {
        one = cast.startReplica();
        two = cast.startReplica();
        factors = new FactorArtefacts(cast, one);
    }

    @AfterAll
    void stop() {
        two.close();
        one.close();
        cast.close();
        store.close();
    }

    @AfterEach
    void close() {
        cast.closeBrowsers();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-B3")
    @Tag("REL-1")
    @Tag("REL-5")
    void columnHolds(Column column) {
        var expected = cells(column);
        var artefacts = expected.keySet();

        var found =
                switch (column) {
                    case CLIENT -> each(artefacts, bound -> stranger(bound, Bearer.OTHER_CLIENT));
                    case USER -> each(artefacts, bound -> stranger(bound, Bearer.OTHER_USER));
                    case CONNECTOR -> each(artefacts, bound -> stranger(bound, Bearer.OTHER_CONNECTOR));
                    case BROWSER -> each(artefacts, bound -> stranger(bound, Bearer.OTHER_BROWSER));
                    case REPLICA -> each(artefacts, bound -> twice(bound, two, one));
                    case SECOND_USE -> each(artefacts, bound -> twice(bound, one, one));
                    case RESTART -> afterARestart(artefacts);
                };

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void everythingHasItsRow() {
        assertThat(TABLE.lines().skip(1).map(BindingTable::words).map(List::getFirst))
                .containsExactlyElementsOf(
                        List.of(Artefact.values()).stream().map(Artefact::name).toList());
    }

    /// What a column says, without the cells that make no sense.
    private static Map<Artefact, String> cells(Column column) {
        var cells = new EnumMap<Artefact, String>(Artefact.class);
        var names = words(TABLE.lines().findFirst().orElseThrow());
        TABLE.lines().skip(1).map(BindingTable::words).forEach(row -> {
            assertThat(row).hasSize(1 + names.size());
            var cell = row.get(1 + names.indexOf(column.name()));
            if (!cell.startsWith("(")) {
                cells.put(Artefact.valueOf(row.getFirst()), cell);
            }
        });
        return cells;
    }

    private static List<String> words(String row) {
        return List.of(row.replace("(not yet)", "(not_yet)").strip().split(" +", -1));
    }

    private Map<Artefact, String> each(Set<Artefact> artefacts, Function<Bound, String> outcome) {
        var found = new EnumMap<Artefact, String>(Artefact.class);
        for (var artefact : artefacts) {
            found.put(artefact, outcomeOf(() -> outcome.apply(artefact.give(cast, factors, one))));
        }
        return found;
    }

    /// A failure is an outcome as well, and does not hide those of the other rows.
    private static String outcomeOf(Supplier<String> outcome) {
        try {
            return outcome.get();
        } catch (AssertionError failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private String stranger(Bound bound, Bearer stranger) {
        if (bound.show(stranger, one)) {
            return "taken";
        }
        return bound.show(Bearer.OWNER, one) ? "refused" : "refused, and used up";
    }

    private static String twice(Bound bound, TestServer first, TestServer then) {
        if (!bound.show(Bearer.OWNER, first)) {
            return "refused";
        }
        return bound.show(Bearer.OWNER, then) ? "again" : "once";
    }

    /// Of each two are given. One is used before, and both are shown after.
    private Map<Artefact, String> afterARestart(Set<Artefact> artefacts) {
        var found = new EnumMap<Artefact, String>(Artefact.class);
        var used = new EnumMap<Artefact, Bound>(Artefact.class);
        var unused = new EnumMap<Artefact, Bound>(Artefact.class);
        try (var before = cast.startReplica()) {
            for (var artefact : artefacts) {
                var bound = artefact.give(cast, factors, before);
                assertThat(bound.show(Bearer.OWNER, before)).as(artefact.name()).isTrue();
                used.put(artefact, bound);
                unused.put(artefact, artefact.give(cast, factors, before));
            }
        }
        try (var after = cast.startReplica()) {
            for (var artefact : artefacts) {
                found.put(artefact, outcomeOf(() -> {
                    var again = used.getOrDefault(artefact, (_, _) -> false).show(Bearer.OWNER, after);
                    var first = unused.getOrDefault(artefact, (_, _) -> false).show(Bearer.OWNER, after);
                    return first ? again ? "again" : "once" : "refused";
                }));
            }
        }
        return found;
    }
}
