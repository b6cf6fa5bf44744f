package io.lintel.storage.jdbc;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.AuthorizationCodes.Redemption;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.device.DeviceRequests;
import io.lintel.device.DeviceRequests.Poll;
import io.lintel.device.TestDevices;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.token.RefreshFamily;
import io.lintel.token.TestFamilies;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process while it writes to an SQLite file, again and again.
final class SqliteKillIT {

    private static final int CYCLES = 20;
    private static final int MOST_LINES = 400;

    /// What was acknowledged, over all runs.
    private final Set<Integer> added = new HashSet<>();
    private final Set<Integer> redeemed = new HashSet<>();
    private final Map<Integer, Long> generations = new HashMap<>();
    private final Set<Integer> revoked = new HashSet<>();
    private final Set<Integer> approved = new HashSet<>();
    private final Set<Integer> fetched = new HashSet<>();

    @Test
    @Tag("REL-1")
    @Tag("REL-2")
    @Tag("REL-5")
    @Tag("REL-10")
    @Tag("SEC-E4")
    void whateverWasAcknowledgedIsThereAndNothingIsGivenTwice(@TempDir Path directory)
            throws IOException, InterruptedException, SQLException {
        var file = directory.resolve("killed.db");
        var random = new Random(20260301);

        for (var cycle = 0; cycle < CYCLES; cycle++) {
            runAndKill(file, cycle, 1 + random.nextInt(MOST_LINES));
            verify(file);
        }

        assertThat(redeemed).hasSizeGreaterThan(CYCLES);
        assertThat(revoked).hasSizeGreaterThan(CYCLES);
        assertThat(fetched).hasSizeGreaterThan(2 * CYCLES).isEqualTo(approved);
    }

    private void runAndKill(Path file, int run, int lines) throws IOException, InterruptedException {
        var process = ChildProcess.start(KilledWriter.class, file.toString(), String.valueOf(run));
        try (var output = process.inputReader()) {
            for (var line = 0; line < lines; line++) {
                note(output.readLine());
            }
            // Not the process itself: that would close its output, too.
            process.toHandle().destroyForcibly();
            noteTheRest(output);
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    /// What was acknowledged between the last line and the kill. The last line may be cut.
    private void noteTheRest(BufferedReader output) throws IOException {
        var rest = new StringBuilder();
        for (var c = output.read(); c >= 0; c = output.read()) {
            rest.append((char) c);
        }
        var end = rest.lastIndexOf("\n");
        if (end > 0) {
            rest.substring(0, end).lines().forEach(this::note);
        }
    }

    private void note(String line) {
        assertThat(line).as("the process ended by itself").isNotNull();
        var words = line.split(" ", -1);
        var number = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "code" -> added.add(number);
            case "redeemed" ->
                assertThat(redeemed.add(number))
                        .as("code " + number + " is redeemed once")
                        .isTrue();
            case "revoked" -> revoked.add(number);
            case "approved" -> approved.add(number);
            case "fetched" -> noteFetched(number);
            case "rotated" -> generations.merge(number, Long.parseLong(words[2]), Math::max);
            default -> throw new AssertionError("not a line of the writer: " + line);
        }
    }

    private void noteFetched(int number) {
        assertThat(fetched.add(number))
                .as("what device " + number + " may have is told once")
                .isTrue();
    }

    private void verify(Path file) throws SQLException {
        try (var storage = JdbcStorage.open(new SqliteSettings(file));
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            var entropy = new Entropy();
            var key = storage.sealingKeys().loadOrStore(SealingKey.random(entropy));
            var stores = storage.stores(new Sealer(List.of(key), entropy));
            assertThat(TestTables.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
            for (var number : added) {
                assertThat(stores.codes().find(code(number)))
                        .as("code " + number)
                        .isPresent();
            }
            for (var number : redeemed) {
                assertThat(stores.codes().redeem(code(number), NOW))
                        .as("redemption of code " + number)
                        .isInstanceOf(Redemption.Again.class);
            }
            for (var number : revoked) {
                assertThat(stores.revoked().contains(TestAuthorizations.grant(number)))
                        .as("revocation " + number)
                        .isTrue();
                assertThat(stores.families().find(TestFamilies.id(number)))
                        .as("family " + number)
                        .isEmpty();
            }
            generations.forEach((number, generation) -> assertThat(
                            stores.families().find(TestFamilies.id(number)).map(RefreshFamily::generation))
                    .as("generation of family " + number)
                    .hasValueSatisfying(stored -> assertThat(stored).isBetween(generation, generation + 1)));
            verifyDevices(stores.devices());
        }
    }

    /// No approval is lost, whether or not the device was about to ask; and what it was told it is not told again.
    private void verifyDevices(DeviceRequests devices) {
        for (var number : approved) {
            var answer = devices.poll(TestDevices.deviceCode(number), NOW);
            if (fetched.contains(number)) {
                assertThat(answer).as("device " + number).isInstanceOf(Poll.Again.class);
            } else {
                noteFetched(number);
                if (number % 2 == 1) {
                    assertThat(answer).isEqualTo(new Poll.First(TestDevices.approvedByAlice(number)));
                } else {
                    // It was killed before it could say that the device was told.
                    assertThat(answer).as("device " + number).isInstanceOfAny(Poll.First.class, Poll.Again.class);
                }
            }
        }
    }
}
