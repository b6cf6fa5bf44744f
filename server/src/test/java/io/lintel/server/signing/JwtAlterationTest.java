package io.lintel.server.signing;

import static io.lintel.server.signing.Forger.PAYLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.SigningAlgorithm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every change, deletion and insertion of one byte, over whole tokens.
final class JwtAlterationTest {

    private static final List<String> INSERTED = List.of("A", "_", ".", "=", " ", "\n");

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-B6")
    void tokenWithOneByteAlteredIsRefused(SigningAlgorithm algorithm) {
        var forger = Forger.of(algorithm, Cryptography.load(Runnable::run).awaitLoaded());
        var token = forger.sign(forger.header(",\"typ\":\"at+jwt\""), PAYLOAD);
        assertThat(forger.verify(token)).isNotNull();

        var accepted = alterations(token).stream()
                .filter(altered -> isAccepted(forger, altered))
                .toList();

        assertThat(accepted).isEmpty();
    }

    private static List<String> alterations(String token) {
        var altered = new ArrayList<String>();
        for (var at = 0; at < token.length(); at++) {
            var before = token.substring(0, at);
            var after = token.substring(at + 1);
            for (var bit = 0; bit < Byte.SIZE; bit++) {
                altered.add(before + (char) (token.charAt(at) ^ (1 << bit)) + after);
            }
            altered.add(before + after);
            for (var inserted : INSERTED) {
                altered.add(before + inserted + token.charAt(at) + after);
            }
        }
        for (var appended : INSERTED) {
            altered.add(token + appended);
        }
        return altered;
    }

    private static boolean isAccepted(Forger forger, String token) {
        try {
            forger.verify(token);
            return true;
        } catch (InvalidJwtException refused) {
            return false;
        }
    }
}
