package io.lintel.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Entropy;
import io.lintel.storage.Race;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of the salt of subjects keeps.
public interface SubjectSaltsContract {

    /// The store of one replica, empty at the start of each test.
    SubjectSalts salts();

    /// The same store as another replica sees it.
    SubjectSalts replica();

    @Test
    @Tag("SEC-I1")
    default void firstSaltIsKept() {
        var entropy = new Entropy();
        var first = SubjectSalt.random(entropy);

        assertThat(salts().loadOrStore(first)).isEqualTo(first);
        assertThat(salts().loadOrStore(SubjectSalt.random(entropy))).isEqualTo(first);
        assertThat(replica().loadOrStore(SubjectSalt.random(entropy))).isEqualTo(first);
    }

    @Test
    default void replicasThatStartTogetherAreAnsweredTheSameSalt() {
        var entropy = new Entropy();

        var answers = Race.of(100, i -> (i % 2 == 0 ? salts() : replica()).loadOrStore(SubjectSalt.random(entropy)));

        assertThat(answers).containsOnly(answers.getFirst());
    }
}
