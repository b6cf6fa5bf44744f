package io.lintel.storage.jdbc;

import io.lintel.authorization.AuthorizationCodes.Redemption;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.device.DeviceRequests.Capacity;
import io.lintel.device.DeviceRequests.Poll.First;
import io.lintel.device.TestDevices;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.token.TestFamilies;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// A process that is to be killed: several threads add and redeem codes, rotate families and answer devices for ever,
/// and say on standard output what was acknowledged, one line each.
///
/// `code N` was added, `redeemed N` was redeemed first, `rotated N G` is family N in generation G, `revoked N` is
/// a grant that was taken back with its family, `approved N` is what a device may have, and `fetched N` what it was
/// told. Devices with odd numbers do not ask.
final class KilledWriter {

    private static final int THREADS = 4;

    /// Numbers of one run do not meet those of another.
    private static final int NUMBERS_PER_RUN = 1_000_000;

    /// Nor do those of grants that are revoked those of others.
    private static final int REVOKED = 500_000_000;

    private static final Capacity ROOM = new Capacity(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private KilledWriter() {}

    static void main(String... arguments) {
        var file = Path.of(arguments[0]);
        var run = Integer.parseInt(arguments[1]);
        var storage = JdbcStorage.open(new SqliteSettings(file));
        var entropy = new Entropy();
        var key = storage.sealingKeys().loadOrStore(SealingKey.random(entropy));
        var stores = storage.stores(new Sealer(List.of(key), entropy));
        for (var thread = 0; thread < THREADS; thread++) {
            var start = run * NUMBERS_PER_RUN + thread * (NUMBERS_PER_RUN / THREADS);
            Thread.ofPlatform().start(() -> writeForEver(stores, start, System.out));
        }
    }

    private static void writeForEver(Stores stores, int start, PrintStream acknowledged) {
        var family = TestFamilies.bobs(start);
        stores.families().start(family);
        acknowledged.println("rotated " + start + " 0");
        for (var number = start; ; number++) {
            var code = TestAuthorizations.code(number);
            if (stores.codes().add(code, TestAuthorizations.issuedToBob(number))) {
                acknowledged.println("code " + number);
            }
            if (stores.codes().redeem(code, TestAuthorizations.NOW) instanceof Redemption.First) {
                acknowledged.println("redeemed " + number);
            }
            if (stores.families().start(TestFamilies.bobs(number + REVOKED))) {
                stores.revoked()
                        .revoke(TestAuthorizations.grant(number + REVOKED), TestAuthorizations.NOW.plusSeconds(60));
                acknowledged.println("revoked " + (number + REVOKED));
            }
            answerDevice(stores, number, acknowledged);
            family = TestFamilies.next(family);
            if (stores.families().rotate(family)) {
                acknowledged.println("rotated " + start + " " + family.generation());
            }
        }
    }

    private static void answerDevice(Stores stores, int number, PrintStream acknowledged) {
        var devices = stores.devices();
        devices.start(
                TestDevices.ofShop(number),
                TestDevices.deviceCode(number),
                TestDevices.userCode(number),
                TestDevices.INTERVAL,
                ROOM,
                TestAuthorizations.NOW);
        if (devices.approve(TestDevices.id(number), TestDevices.approvedByAlice(number))) {
            acknowledged.println("approved " + number);
        }
        if (number % 2 == 0 && devices.poll(TestDevices.deviceCode(number), TestAuthorizations.NOW) instanceof First) {
            acknowledged.println("fetched " + number);
        }
    }
}
